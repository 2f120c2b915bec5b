"""Characters that a terminal, an editor or a reader acts on instead of showing them: escape sequences, direction marks, what has no width."""

from unicodedata import category

_ACTED_ON = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Control and format characters, halves of surrogate pairs, separators of lines and paragraphs."""


def is_acted_on(character: str) -> bool:
    """Whether the character is one of these; line feeds and tabs are, too."""
    return category(character) in _ACTED_ON


def first_acted_on(text: str, allowed: str = "") -> str | None:
    """The first such character of the text, but for those that are allowed."""
    others = text
    for character in allowed:
        others = others.replace(character, "")
    if others.isprintable():  # said at once, also of a long text; none of these characters is printable
        return None
    acted_on = {character for character in set(others) if is_acted_on(character)}
    return next((character for character in others if character in acted_on), None)


def json_safely(text: str) -> str:
    """A JSON document with these characters as JSON's own escapes: it says the same. Line feeds between its parts stay."""
    if first_acted_on(text, "\n") is None:
        return text
    return "".join(_json_escape(character) if character != "\n" and is_acted_on(character) else character for character in text)


def _json_escape(character: str) -> str:
    return "".join(f"\\u{int.from_bytes(half):04x}" for half in _halves(character.encode("utf-16-be", errors="surrogatepass")))


def _halves(utf_16: bytes) -> list[bytes]:
    return [utf_16[place : place + 2] for place in range(0, len(utf_16), 2)]


def shown_safely(text: str, allowed: str = "\n") -> str:
    """The text with these characters as escapes, as Python writes them, but for those that are allowed."""
    if first_acted_on(text, allowed) is None:
        return text
    return "".join(
        character.encode("unicode_escape").decode("ascii") if is_acted_on(character) and character not in allowed else character
        for character in text
    )
