"""Values of facts of kind text: one line, nothing invisible in it, and for a credit code one that can exist."""

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.finding import Finding
from guangdong_ai.profiles.credit_code import likely_code, normalised, what_is_wrong
from guangdong_ai.profiles.limits import LONGEST_TEXT
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.profiles.suggestion import did_you_mean
from guangdong_ai.profiles.wrong_value import wrong_value
from guangdong_ai.text import Text

_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def text_value(fact: Fact, text: str) -> str | Finding:
    """``text`` without spaces at its ends (a credit code: as on a licence), or what is wrong with it."""
    text = text.strip()
    if not text:
        return wrong_value(
            fact,
            Text("内容为空", "there is nothing in it"),
            Text("不知道的信息项可以不写", "leave out what is not known"),
        )
    if len(text) > LONGEST_TEXT:
        return wrong_value(
            fact, Text(f"有 {len(text):,} 字，最多 {LONGEST_TEXT} 字", f"{len(text):,} characters, at most {LONGEST_TEXT} are accepted")
        )
    for position, character in enumerate(text, start=1):
        if _is_control(character):
            code = f"U+{ord(character):04X}"
            return wrong_value(
                fact,
                Text(
                    f"{quoted(text).zh} 第 {position} 个字是控制字符 {code}",
                    f"{quoted(text).en}: character {position} is the control character {code}",
                ),
                Text("应为一行普通文字", "write one line of plain text"),
            )
    return _credit_code(fact, text) if fact.format == "credit_code" else text


def _is_control(character: str) -> bool:
    from unicodedata import category

    return category(character) in ("Cc", "Cs", "Zl", "Zp") or character in _DIRECTIONS


def _credit_code(fact: Fact, text: str) -> str | Finding:
    problem = what_is_wrong(text)
    if problem is None:
        return normalised(text)
    meant = likely_code(text)
    hint = Text("请对照营业执照或法人证书核对", "compare it with the licence or certificate")
    return wrong_value(fact, problem, did_you_mean(meant) if meant else hint)
