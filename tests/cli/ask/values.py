"""For every kind of fact: any value that it may have."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.check_value import check_value
from guangdong_ai.profiles.credit_code import ALPHABET, check_character
from guangdong_ai.rules.kinds.count import LARGEST_COUNT
from guangdong_ai.rules.kinds.money import LARGEST_MONEY, MONEY
from guangdong_ai.rules.kinds.months import MOST_MONTHS
from guangdong_ai.rules.kinds.share import LARGEST_SHARE, SHARE
from guangdong_ai.rules.kinds.year import FIRST_YEAR, LAST_YEAR
from guangdong_ai.rules.value import Value

codes = st.text(ALPHABET, min_size=17, max_size=17).map(lambda code: code + check_character(code))
"""Credit codes that can exist."""


def values_of(fact: Fact) -> st.SearchStrategy[Value]:
    """Any value of the fact, as a profile file may hold it."""
    ids = st.sampled_from([choice.id for choice in fact.choices] or [""])
    match fact.kind:
        case "yes_no":
            return st.booleans()
        case "choice":
            return ids
        case "choices":
            return st.frozensets(ids)
        case "count":
            return st.integers(0, LARGEST_COUNT)
        case "money":
            return st.decimals(Decimal(0), LARGEST_MONEY, places=MONEY.places)
        case "share":
            return st.decimals(Decimal(0), LARGEST_SHARE, places=SHARE.places)
        case "year":
            return st.integers(FIRST_YEAR, LAST_YEAR) | (st.integers(FIRST_YEAR, LAST_YEAR) if fact.never is None else st.just(0))
        case "months":
            return st.integers(0, MOST_MONTHS)
        case "date":
            return st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
        case _:
            return codes if fact.format == "credit_code" else st.text(min_size=1).filter(lambda text: check_value(fact, text) == text)
