"""Values of facts of kind text: one line, no invisible characters, and for a credit code a valid one."""

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.control_characters import first_acted_on
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text, counted
from guangdong_ai.rules.kinds.text import LONGEST_TEXT


def text_value(fact: Fact, text: str) -> str | Finding:
    """``text`` without spaces at its ends (a credit code: as on a licence), or the finding about it."""
    text = text.strip()
    if fact.format == "credit_code" and text:
        return _credit_code(fact, text)
    return text if 0 < len(text) <= LONGEST_TEXT and first_acted_on(text) is None else _wrong_text(fact, text)


def _wrong_text(fact: Fact, text: str) -> Finding:
    from guangdong_ai.profiles.wrong_value import wrong_value

    if not text:
        return wrong_value(
            fact,
            Text("内容为空", "it is empty"),
            Text("不知道的信息项可以不写", "leave out what is not known"),
        )
    found = first_acted_on(text)
    if found is None or len(text) > LONGEST_TEXT:
        return wrong_value(
            fact,
            Text(f"有 {len(text):,} 字，最多 {LONGEST_TEXT} 字", f"{counted(len(text), 'character')}, at most {LONGEST_TEXT} are accepted"),
            kind=Text(f"超过 {LONGEST_TEXT} 字", f"more than {LONGEST_TEXT} characters"),
        )
    return wrong_value(
        fact,
        _says_where(text, found),
        Text("删去它，写成一行普通文字", "take it out: one line of plain text is accepted"),
        kind=Text("有控制字符或不显示的字符", "it contains a character that is not shown"),
    )


def _says_where(text: str, found: str) -> Text:
    """The position and the name of a character that cannot be seen."""
    from unicodedata import category, name

    from guangdong_ai.profiles.quotation import quoted

    given, position, code = quoted(text), text.index(found) + 1, f"U+{ord(found):04X}"
    if category(found) == "Cc":
        return Text("{} 第 {} 个字是控制字符 {}", "{}: character {} is the control character {}").format(given, position, code)
    called = name(found, "")
    return Text("{0} 第 {1} 个字是不显示的字符 {2}{3}", "{0}: character {1} is not shown: {4}").format(
        given, position, code, f"（{called}）" if called else "", f"{code} {called}" if called else code
    )


def _credit_code(fact: Fact, text: str) -> str | Finding:
    from guangdong_ai.profiles.credit_code import likely_code, lost_its_digits, normalised, what_is_wrong

    problem = what_is_wrong(text)
    if problem is None:
        return normalised(text)
    from guangdong_ai.foundation.suggestion import did_you_mean
    from guangdong_ai.profiles.wrong_value import wrong_value

    kind = Text("不是有效的统一社会信用代码", "not a valid unified social credit code")
    meant = likely_code(text)
    if lost_its_digits(text):
        return wrong_value(
            fact, problem, Text("请把这一列设为文本格式后重新填写", "format the column as text and enter it again"), kind=kind
        )
    hint = Text("请对照营业执照或法人证书核对", "compare it with the licence or certificate")
    return wrong_value(fact, problem, did_you_mean(meant) if meant else hint, kind=kind)
