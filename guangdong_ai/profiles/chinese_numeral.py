"""Whole numbers below 10,000 in Chinese numerals, ordinary or formal: 一千二百, 壹佰零伍, 三〇〇. Ambiguous ones are not read."""

import re

from guangdong_ai.foundation.lazy_pattern import lazy_pattern

_ORDINARY = str.maketrans("〇○两兩壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟", "零零二二一二二三三三四五六六七八九十百千")
_FIGURES = dict(zip("零一二三四五六七八九123456789", (*range(10), *range(1, 10)), strict=True))
_SECTION = lazy_pattern(
    r"(?:(?P<thousands>[一二三四五六七八九1-9])千)?"
    r"(?:(?P<hundreds>[一二三四五六七八九1-9])百)?"
    r"(?P<tens_part>(?P<zero_before_tens>零)?(?P<tens>[一二三四五六七八九1-9])?十)?"
    r"(?:(?P<zero_before_ones>零)?(?P<ones>[一二三四五六七八九1-9]))?"
)
_FIGURE_BY_FIGURE = lazy_pattern(r"[一二三四五六七八九][零一二三四五六七八九]{2,3}|[一二三四五六七八九]零")


def ordinary(text: str) -> str:
    """``text`` with formal and traditional numerals in ordinary form: 壹佰 as 一百, 〇 as 零, 两 as 二."""
    return text.translate(_ORDINARY)


def section(text: str) -> int | None:
    """The number from 0 to 9,999 that ``text``, in ordinary numerals, says; None when it says none or is ambiguous.

    一百五 is not read: it is said for 150 and written for 105. Nor is 三五, which is said for "three to five".
    Single Arabic digits may stand for Chinese ones: 5千3百.
    """
    if text == "零":
        return 0
    if _FIGURE_BY_FIGURE.fullmatch(text):
        return int("".join(str(_FIGURES[figure]) for figure in text))
    match = _SECTION.fullmatch(text) if text else None
    if match is None or not _well_formed(match):
        return None
    tens = _FIGURES[match["tens"] or "一"] if match["tens_part"] else 0
    return 1_000 * _figure(match["thousands"]) + 100 * _figure(match["hundreds"]) + 10 * tens + _figure(match["ones"])


def _figure(numeral: str | None) -> int:
    return _FIGURES[numeral] if numeral else 0


def _well_formed(match: re.Match[str]) -> bool:
    """Whether 零 stands exactly where a place is skipped."""
    if match["zero_before_tens"] and not (match["thousands"] and not match["hundreds"]):
        return False
    if not match["ones"]:
        return True
    skipped = not match["tens_part"] and bool(match["thousands"] or match["hundreds"])
    return skipped == bool(match["zero_before_ones"])
