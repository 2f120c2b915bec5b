"""The unified social credit code (统一社会信用代码, GB 32100-2015): what is wrong with one, and where it was registered.

18 characters: authority 1, kind of entity 1, division of the registering authority 6, organisation 9, check 1.
"""

from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.foundation.text import Text, counted
from guangdong_ai.profiles.quotation import quoted

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 characters, each worth its position. I, O, S, V and Z are left out, because they look like others."""
LENGTH = 18
EXAMPLE = "91110000600037341L"
_OLD_LENGTH = 15
_INVISIBLE = lazy_pattern("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_AROUND = " \t\r\n='\"`‘’“”"
_REMARK = lazy_pattern(r"\s*\([^()]*\)$")
_SCIENTIFIC = lazy_pattern(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,3}")
_LOOKS_LIKE = str.maketrans("IOSVZ", "105U2")


def normalised(code: str) -> str:
    """``code`` as written on a licence: half-width, capital letters, no spaces.

    Remains of spreadsheets and web pages are removed: invisible characters, the apostrophe or the formula that keeps it a text
    (``'9144…``, ``="9144…"``), hyphens, a remark in brackets after it. The check character confirms that the rest is right.
    """
    plain = half_width(_INVISIBLE.sub("", code)).upper().strip(_AROUND)
    return "".join(_REMARK.sub("", plain).replace("-", "").split())


def check_character(code: str) -> str:
    """The check character for the first 17 characters of ``code``, all of which must be in the alphabet."""
    total = sum(ALPHABET.index(character) * pow(3, position, 31) for position, character in enumerate(code[:17]))
    return ALPHABET[-total % 31]


def what_is_wrong(code: str) -> Text | None:
    """Why ``code`` cannot be a credit code; None for a valid one."""
    typed = _INVISIBLE.sub("", half_width(code)).upper().strip(_AROUND)
    code = normalised(code)
    given = quoted(code)
    if lost_its_digits(typed):
        return Text(
            "{} 是表格软件把代码当作数字改写成的，后面的数字已经丢失",
            "a spreadsheet program took the code for a number and made {} of it: its last digits are lost",
        ).format(quoted(typed))
    if len(code) == _OLD_LENGTH and code.isdecimal():
        return Text(
            "{} 有 {} 位，像是旧的工商注册号，统一社会信用代码应为 {} 位",
            "{} has {} digits, like an old registration number; a credit code has {} characters",
        ).format(given, _OLD_LENGTH, LENGTH)
    if len(code) != LENGTH:
        return Text("{0} 有 {1} 位，统一社会信用代码应为 {2} 位", "{0} has {3}, a credit code {2}").format(
            given, len(code), LENGTH, counted(len(code), "character")
        )
    for position, character in enumerate(code, start=1):
        if character not in ALPHABET:
            one = quoted(character)
            return Text(
                "{} 第 {} 位{}不会出现在统一社会信用代码中：只用数字和大写字母，不用 I、O、S、V、Z",
                "{}: character {}, {}, is never used in a credit code: figures and letters only, without I, O, S, V and Z",
            ).format(given, position, one)
    expected = check_character(code)
    if code[-1] != expected:
        return Text(
            "{0} 的校验码（第 {1} 位）应为 {2}，给出的是 {3}：有一位或几位写错了",
            "{0}: the check character (the last one) should be {2}, not {3}: something is mistyped",
        ).format(given, LENGTH, expected, code[-1])
    return None


def lost_its_digits(code: str) -> bool:
    """Whether a spreadsheet program has turned the code into a rounded number: 9.14402E+17."""
    return bool(_SCIENTIFIC.fullmatch(half_width(code).upper().strip(_AROUND)))


def likely_code(code: str) -> str | None:
    """The valid code that results from replacing letters that are never used by those they look like; None if there is none."""
    code = normalised(code)
    reading = code.translate(_LOOKS_LIKE)
    return reading if reading != code and what_is_wrong(reading) is None else None


def registered_division(code: str) -> str | None:
    """The six-digit division code of the office of registration, only a hint of the applicant's city; None where the code has none."""
    division = normalised(code)[2:8]
    return division if len(division) == 6 and division.isascii() and division.isdigit() else None
