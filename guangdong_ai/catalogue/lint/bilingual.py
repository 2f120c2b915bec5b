"""The bilingual texts of a file, each with its place."""

from collections.abc import Iterator

from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.foundation.finding import KeyPath
from guangdong_ai.foundation.text import LANGUAGES, Text


def texts_of(file: CheckedFile) -> Iterator[tuple[KeyPath, Text]]:
    """Every table of the file that has a key for each language and no other, in the order of the file."""
    for path, entry in _tables(file.plain, ()):
        if set(entry) == set(LANGUAGES):
            yield path, Text(str(entry["zh"]), str(entry["en"]))


def _tables(data: object, path: KeyPath) -> Iterator[tuple[KeyPath, dict[str, object]]]:
    if isinstance(data, dict):
        yield path, data
        for key, value in data.items():
            yield from _tables(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _tables(value, (*path, index))
