"""Small pieces of phrases, in both languages: lists, brackets, quoted labels, percentages."""

from collections.abc import Sequence
from decimal import Decimal

from guangdong_ai.foundation.text import Text, joined

OR, AND = Text("或", " or "), Text("和", " and ")
_COMMA = Text("、", ", ")


def listed(texts: Sequence[Text], last: Text) -> Text:
    """``甲、乙或丙`` / ``a, b or c``."""
    return joined(last, [joined(_COMMA, list(texts[:-1])), texts[-1]]) if len(texts) > 1 else texts[0]


def in_brackets(words: Text) -> Text:
    """``（甲）`` / ``(a)``."""
    return Text("（{}）", "({})").format(words)


def with_colon(head: Text | str, rest: Text | str) -> Text:
    """``甲：乙`` / ``a: b``."""
    return Text("{}：{}", "{}: {}").format(head, rest)


def beside(words: Text, aside: Text | str) -> Text:
    """``甲（乙）`` / ``a (b)``: a name with its id, an amount with a remark."""
    return Text("{}（{}）", "{} ({})").format(words, aside)


def capitalised(words: Text) -> Text:
    """The words with a capital at the beginning, in English."""
    return Text(words.zh, words.en[:1].upper() + words.en[1:])


def begun_small(sentence: Text) -> Text:
    """The sentence with a small letter at the beginning, in English; a word in capitals stays."""
    en = sentence.en
    return sentence if en[:2].isupper() or en.startswith("I ") else Text(sentence.zh, en[:1].lower() + en[1:])


def without_full_stop(sentence: Text) -> Text:
    """The sentence without its full stop, to be continued."""
    return Text(sentence.zh.removesuffix("。"), sentence.en.removesuffix("."))


def quoted_in_chinese(title: Text) -> Text:
    """``“甲”`` / ``a``: marks inside it become single ones, as is the rule in Chinese."""
    return Text("“{}”", "{}").format(Text(title.zh.replace("“", "‘").replace("”", "’"), title.en))


def quoted(label: Text) -> Text:
    """``“甲”`` / ``"a"``: the label set off from the words around it."""
    return Text("{}", '"{}"').format(quoted_in_chinese(label))


def percent(rate: Decimal | int) -> Text:
    """``12.5%``, exactly."""
    number = 100 * Decimal(rate)
    whole = number.to_integral_value()
    words = f"{whole if number == whole else number.normalize():f}%"
    return Text(words, words)


def few(texts: Sequence[Text], most: int, separator: Text) -> Text:
    """The first ``most`` texts, and the number of the others."""
    shown = joined(separator, list(texts[:most]))
    if len(texts) <= most:
        return shown
    return Text("{0} 等 {1} 项", "{0} and {2} more").format(shown, len(texts), len(texts) - most)
