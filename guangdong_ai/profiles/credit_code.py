"""The unified social credit code (统一社会信用代码, GB 32100-2015): what is wrong with one, and where it was registered.

18 characters: authority 1, kind of entity 1, division of the registering authority 6, organisation 9, check 1.
"""

from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.spelling import half_width
from guangdong_ai.text import Text

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 characters, each worth its position. I, O, S, V and Z are left out, because they look like others."""
LENGTH = 18
EXAMPLE = "91110000600037341L"
_LOOKS_LIKE = str.maketrans("IOSVZ", "105U2")


def normalised(code: str) -> str:
    """``code`` as it is written on a licence: half-width, capital letters, no spaces."""
    return "".join(half_width(code).upper().split())


def check_character(code: str) -> str:
    """The last character that belongs to the first 17 of ``code``, all of which are in the alphabet."""
    total = sum(ALPHABET.index(character) * pow(3, position, 31) for position, character in enumerate(code[:17]))
    return ALPHABET[-total % 31]


def what_is_wrong(code: str) -> Text | None:
    """Why ``code`` cannot be a credit code; None when nothing is wrong with it."""
    code = normalised(code)
    given = quoted(code)
    if len(code) != LENGTH:
        return Text(
            f"{given.zh} 有 {len(code)} 位，统一社会信用代码应为 {LENGTH} 位",
            f"{given.en} has {len(code)} characters, a credit code {LENGTH}",
        )
    for position, character in enumerate(code, start=1):
        if character not in ALPHABET:
            one = quoted(character)
            return Text(
                f"{given.zh} 第 {position} 位{one.zh}不会出现在统一社会信用代码中：只用数字和大写字母，不用 I、O、S、V、Z",
                f"{given.en}: character {position}, {one.en}, is never used in a credit code: figures and letters only, without I, O, S, V and Z",
            )
    expected = check_character(code)
    if code[-1] != expected:
        return Text(
            f"{given.zh} 的校验码（第 {LENGTH} 位）应为 {expected}，给出的是 {code[-1]}：有一位或几位写错了",
            f"{given.en}: the check character (the last one) should be {expected}, not {code[-1]}: something is mistyped",
        )
    return None


def likely_code(code: str) -> str | None:
    """The code that comes out when letters which are never used are read as what they look like; None unless it is a valid one."""
    code = normalised(code)
    reading = code.translate(_LOOKS_LIKE)
    return reading if reading != code and what_is_wrong(reading) is None else None


def registered_division(code: str) -> str | None:
    """The six-digit division code of the office that registered the applicant: a hint of its city, no more. None when there is none."""
    division = normalised(code)[2:8]
    return division if len(division) == 6 and division.isascii() and division.isdigit() else None
