"""What a fact accepts, in words for messages: in a file, and as typed."""

from collections.abc import Callable, Mapping

from guangdong_ai.catalogue.fact import Choice, Fact
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.rules.kinds.count import LARGEST_COUNT
from guangdong_ai.rules.kinds.money import LARGEST_MONEY
from guangdong_ai.rules.kinds.months import MOST_MONTHS
from guangdong_ai.rules.kinds.text import LONGEST_TEXT
from guangdong_ai.rules.kinds.year import FIRST_YEAR, LAST_YEAR
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import NEVER, Kind

_Accepts = Callable[[Fact], Text]


def accepted_in_file(fact: Fact) -> Text:
    """What the value of ``fact`` in a profile file must be."""
    return _IN_FILE[fact.kind](fact)


def accepted_element(fact: Fact) -> Text:
    """What each element of the array of a ``choices`` fact in a profile file must be."""
    choices = choice_names(fact.choices)
    return Text("加引号的一项：{}", "one of these in quotes: {}").format(choices)


def accepted_typed(fact: Fact) -> Text:
    """What a person may type for ``fact`` at a prompt, in a flag or in a cell."""
    return _TYPED[fact.kind](fact)


def _always(accepted: Text) -> _Accepts:
    """The same words for each fact of the kind, with "never" added where the fact permits it."""
    return lambda fact: _or_never(fact, accepted)


def _array(fact: Fact) -> Text:
    choices = choice_names(fact.choices)
    return Text('数组 ["…"]，可选：{}', 'an array ["…"] of these: {}').format(choices)


def _one_choice(fact: Fact) -> Text:
    choices = choice_names(fact.choices)
    return Text("以下一项：{}", "one of these: {}").format(choices)


def _some_choices(fact: Fact) -> Text:
    choices = choice_names(fact.choices)
    return Text("以下各项中的一项或几项（用逗号隔开）：{}", "some of these, separated by commas: {}").format(choices)


def _or_never(fact: Fact, accepted: Text) -> Text:
    if fact.never is None:
        return accepted
    return Text("{}，或 {}（{}）", "{}, or {} ({})").format(accepted, NEVER, fact.never)


def choice_names(choices: tuple[Choice, ...]) -> Text:
    """The ids of the choices; in Chinese with their labels."""
    return joined(Text("、", ", "), [Text("{id}（{label}）", "{id}").format(id=choice.id, label=choice.label) for choice in choices])


_IN_FILE: Mapping[Kind, _Accepts] = Registry(
    "what a file accepts",
    "kinds",
    {
        "choice": accepted_element,
        "choices": _array,
        "text": _always(
            Text(f"加引号的一行文字（不超过 {LONGEST_TEXT} 字）", f"one line of text in quotes (at most {LONGEST_TEXT} characters)")
        ),
        "yes_no": _always(Text("true（是）或 false（否）", "true or false")),
        "count": _always(Text(f"0 到 {LARGEST_COUNT:,} 的整数", f"a whole number from 0 to {LARGEST_COUNT:,}")),
        "money": _always(
            Text(f"金额（元，0 到 {LARGEST_MONEY:,}，最多两位小数）", f"an amount in yuan (0 to {LARGEST_MONEY:,}, at most two decimals)")
        ),
        "share": _always(Text("0 到 1 的小数（最多六位小数）", "a fraction from 0 to 1 (at most six decimals)")),
        "year": _always(Text(f"{FIRST_YEAR} 到 {LAST_YEAR} 的年份", f"a year from {FIRST_YEAR} to {LAST_YEAR}")),
        "date": _always(
            Text(
                f"{FIRST_YEAR} 到 {LAST_YEAR} 年的日期，如 2025-07-31（不加引号）",
                f"a date from {FIRST_YEAR} to {LAST_YEAR}, like 2025-07-31 (no quotes)",
            )
        ),
        "months": _always(Text(f"0 到 {MOST_MONTHS:,} 的整数（月数）", f"a whole number of months from 0 to {MOST_MONTHS:,}")),
    },
)
_TYPED: Mapping[Kind, _Accepts] = Registry(
    "what may be typed",
    "kinds",
    {
        "choice": _one_choice,
        "choices": _some_choices,
        "text": _always(Text(f"一行文字（不超过 {LONGEST_TEXT} 字）", f"one line of text (at most {LONGEST_TEXT} characters)")),
        "yes_no": _always(Text("是或否", "yes or no")),
        "count": _always(
            Text(
                f"0 到 {LARGEST_COUNT:,} 的整数，如 120、1,200、1.2万",
                f"a whole number from 0 to {LARGEST_COUNT:,}, like 120, 1,200 or 1.2万",
            )
        ),
        "money": _always(
            Text(
                f"金额（元，0 到 {LARGEST_MONEY:,}，最多两位小数），如 3000000、300万、1.2亿",
                f"an amount in yuan (0 to {LARGEST_MONEY:,}, at most two decimals), like 3000000, 300万 or 1.2亿",
            )
        ),
        "share": _always(
            Text("0 到 1 的比例（最多六位小数），如 70%、0.7、7/10", "a share from 0 to 1 (at most six decimals), like 70%, 0.7 or 7/10")
        ),
        "year": _always(Text(f"{FIRST_YEAR} 到 {LAST_YEAR} 的年份，如 2025", f"a year from {FIRST_YEAR} to {LAST_YEAR}, like 2025")),
        "date": _always(
            Text(f"{FIRST_YEAR} 到 {LAST_YEAR} 年的日期，如 2025-07-31", f"a date from {FIRST_YEAR} to {LAST_YEAR}, like 2025-07-31")
        ),
        "months": _always(
            Text(
                f"0 到 {MOST_MONTHS:,} 个月，如 18、18个月、1年6个月",
                f"a length of 0 to {MOST_MONTHS:,} months, like 18, 18 months or 1 year 6 months",
            )
        ),
    },
)
