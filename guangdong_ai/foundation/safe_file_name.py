"""File names out of what people call things: safe on every file system, and no two alike."""

import unicodedata

from guangdong_ai.foundation.lazy_pattern import lazy_pattern

_RESERVED = lazy_pattern(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
"""What Windows takes for devices, whatever the suffix."""

_LONGEST = 120
"""Bytes of a stem in UTF-8: with its number and suffix a name stays below the 143 of encrypted file systems."""


class SafeFileNames:
    """Names with one suffix, each given once: where a file system would take two for one, the later gets a number. ``taken``: stems not to be given."""

    def __init__(self, suffix: str, taken: tuple[str, ...] = ()) -> None:
        self._suffix = suffix
        self._taken = {_alike(stem) for stem in taken}
        self._numbers: dict[str, int] = {}

    def named(self, *parts: str) -> str:
        """A name made of these words; letters and figures of all scripts stay, everything else becomes a hyphen."""
        stem = _stem("-".join(part for part in parts if part))
        key = _alike(stem)
        name, number = stem, self._numbers.get(key, 1)
        while _alike(name) in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._numbers[key] = number
        self._taken.add(_alike(name))
        return f"{name}{self._suffix}"


def _stem(words: str) -> str:
    """NFC, since macOS and Linux part there; without a dot at the end, or a device's name."""
    plain = unicodedata.normalize("NFC", words)
    kept = "".join(character if character.isalnum() or character in "._" else "-" for character in plain)
    hyphened = "-".join(piece for piece in kept.split("-") if piece)
    cut = hyphened.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip(".-")
    return f"_{cut}" if _RESERVED.fullmatch(cut) or not cut else cut


def _alike(stem: str) -> str:
    """The same for names that some file system takes for one: upper or lower case, composed or not."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", stem).casefold())
