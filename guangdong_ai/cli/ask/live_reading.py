"""How an answer would be understood, shown below the line while it is typed: 300万 → 3,000,000 元, and where a credit code was registered."""

from collections.abc import Mapping
from decimal import Decimal

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.matching_choices import matching_choices
from guangdong_ai.cli.ask.moves import Move
from guangdong_ai.cli.ask.registered_city import registered_in
from guangdong_ai.cli.ask.typed_answer import read_typed
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.profiles.credit_code import ALPHABET, LENGTH, normalised, what_is_wrong
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.profiles.unknown import Unknown
from guangdong_ai.rules.kinds import SINGLE_CHOICE
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind, Value

_EXAMPLES: Mapping[Kind, Text] = Registry(
    "prompts",
    "kinds",
    {
        "text": Text("一行文字", "one line of text"),
        "yes_no": Text("是、否", "yes or no"),
        "choice": Text("写开头几个字或拼音，或用方向键选择", "type the beginning, or choose with the arrow keys"),
        "choices": Text("可选几项，用逗号隔开；写开头几个字或拼音即可", "several, separated by commas; the beginning of each is enough"),
        "count": Text("整数，如 120、1,200、1.2万", "a whole number, like 120 or 1,200"),
        "money": Text("金额（元），如 300万、1.2亿、3,000,000", "an amount in yuan, like 3,000,000 or 300万"),
        "share": Text("比例，如 70%、0.7、7/10", "a share, like 70%, 0.7 or 7/10"),
        "year": Text("年份，如 2025", "a year, like 2025"),
        "date": Text("日期，如 2025-07-31", "a date, like 2025-07-31"),
        "months": Text("月数，如 18、1年6个月", "months, like 18 or 1 year 6 months"),
    },
)


def expected_form(fact: Fact) -> Text:
    """What may be typed, in short, as the placeholder of an empty line."""
    if fact.format == "credit_code":
        return Text(f"{LENGTH} 位代码", f"{LENGTH} characters")
    example = _EXAMPLES[fact.kind]
    if fact.never is None:
        return example
    return Text("{}；0 表示{}", "{}; 0: {}").format(example, fact.never)


def live_reading(fact: Fact, typed: str) -> Text | None:
    """How ``typed`` would be understood if it were entered now; None while there is nothing to say yet."""
    if not typed.strip():
        return None
    read = read_typed(fact, typed)
    if isinstance(read, Move):
        return None
    if fact.format == "credit_code" and not isinstance(read, Unknown):
        return _of_credit_code(typed)
    if isinstance(read, Finding):
        return _of_unfinished_choice(fact, typed)
    return confirmation(fact, read)


def confirmation(fact: Fact, value: Value | Unknown) -> Text:
    """The answer as it was understood, in a form that reveals slips: yuan and words, the city of a credit code."""
    if isinstance(value, Unknown):
        return Text("不知道", "not known")
    shown = value_in_words(fact, value)
    if fact.traits.is_money and isinstance(value, Decimal):
        return Text("{0} 元（{1}）", "{0} yuan ({1})").format(f"{value:,f}", money_in_words(value).zh)
    if fact.format == "credit_code" and isinstance(value, str):
        where = registered_in(value)
        return shown if where is None else Text("{}，{}", "{}, {}").format(shown, where)
    return shown


def _of_credit_code(typed: str) -> Text | None:
    read = normalised(typed)
    wrong = next((character for character in read if character not in ALPHABET), None)
    if wrong is not None:
        one = quoted(wrong)
        return Text("代码中不会有{}", "{} is never used in a code").format(one)
    counted = Text(f"已输入 {len(read)} 位，共 {LENGTH} 位", f"{len(read)} of {LENGTH} characters")
    if len(read) == LENGTH:
        counted = what_is_wrong(read) or Text("校验码正确", "the check character is right")
    where = registered_in(read)
    return counted if where is None else Text("{}；{}", "{}; {}").format(counted, where)


def _of_unfinished_choice(fact: Fact, typed: str) -> Text | None:
    """A text with which no choice begins is reported at once; anything else may still become right."""
    if fact.kind in SINGLE_CHOICE and not matching_choices(fact.choices, typed):
        return Text("没有这样的选项", "no such choice")
    return None


def placeholder(fact: Fact, language: Language) -> str:
    """``expected_form`` in a language."""
    return expected_form(fact).in_language(language)
