"""Texts that are filled in: as ``str.format`` does it in each language, whatever was filled in before."""

from datetime import date
from decimal import Decimal
from itertools import permutations

from guangdong_ai.foundation.text import Text

EQUAL_BUT_READ_DIFFERENTLY = (1, True, Decimal("1.0"), Decimal("1.00"), 1.0, "1", Text("1", "one"), Text("一", "1"))


def test_each_language_is_filled_in_as_str_format_does() -> None:
    template = Text("甲{}乙{}", "a {} b {}")
    for _ in range(2):
        for one, other in permutations((*EQUAL_BUT_READ_DIFFERENTLY, date(2026, 11, 29), None), 2):
            made = template.format(one, other)
            for language in ("zh", "en"):
                values = [value.in_language(language) if isinstance(value, Text) else value for value in (one, other)]
                assert made.in_language(language) == template.in_language(language).format(*values)


def test_names_and_formats_are_those_of_the_values() -> None:
    assert Text("{n:,}家{what}", "{n:,} {what}").format(n=1200, what=Text("单位", "applicants")) == Text("1,200家单位", "1,200 applicants")
