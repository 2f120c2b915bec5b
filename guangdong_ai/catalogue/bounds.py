"""Limits on what a file of a catalogue may hold, whatever it declares: sizes of figures, lists and texts far beyond any document's."""

from collections.abc import Iterator
from decimal import Decimal

from guangdong_ai.foundation.control_characters import first_acted_on
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.text import Text
from guangdong_ai.foundation.toml_file import TomlFile

MOST_DIGITS = 18
"""Before the point, and as many behind it: a hundred times what all of China turns out in a year, in yuan."""

_TOO_LARGE = int(10**MOST_DIGITS)

MOST_ENTRIES = 2_000
"""Of one array."""

_IN_TEXTS = "\n\t"


def findings_about_bounds(toml: TomlFile) -> list[Finding]:
    """A finding with its place for everything in the file that exceeds the limits."""
    return [Finding(message=message, hint=hint, place=toml.place(path), path=path) for path, message, hint in _out_of_bounds((), toml.data)]


def _out_of_bounds(path: KeyPath, value: object) -> Iterator[tuple[KeyPath, Text, Text | None]]:
    if isinstance(value, dict):
        for key, inside in value.items():
            if (found := first_acted_on(key)) is not None:
                yield (*path, key), *_character(found)
            yield from _out_of_bounds((*path, key), inside)
    elif isinstance(value, list):
        if len(value) > MOST_ENTRIES:
            yield (
                path,
                Text(f"数组有 {len(value):,} 个元素", f"an array of {len(value):,} entries"),
                Text(f"最多 {MOST_ENTRIES:,} 个", f"at most {MOST_ENTRIES:,} are accepted"),
            )
            return
        for index, inside in enumerate(value):
            yield from _out_of_bounds((*path, index), inside)
    elif isinstance(value, str):
        if (found := first_acted_on(value, _IN_TEXTS)) is not None:
            yield path, *_character(found)
    elif isinstance(value, int | Decimal) and not _is_within(value):
        yield (
            path,
            Text("这个数超出可接受的范围", "a number beyond what is accepted"),
            Text(
                f"小数点前后各最多 {MOST_DIGITS} 位数字",
                f"at most {MOST_DIGITS} digits before the point and {MOST_DIGITS} behind it are accepted",
            ),
        )


def _is_within(number: int | Decimal) -> bool:
    if isinstance(number, int):
        return abs(number) < _TOO_LARGE
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        return True  # infinite or none at all: what reads the figure says so
    return exponent >= -MOST_DIGITS and len(digits) + exponent <= MOST_DIGITS


def _character(found: str) -> tuple[Text, Text]:
    name = f"U+{ord(found):04X}"
    return (
        Text(f"文字中有不可见的控制字符 {name}", f"an invisible control character: {name}"),
        Text("请删除它", "take it out"),
    )
