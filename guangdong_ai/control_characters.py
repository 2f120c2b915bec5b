"""Characters that a terminal, an editor or a reader acts on instead of showing them: escape sequences, direction marks, what has no width."""

from unicodedata import category

_ACTED_ON = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Control and format characters, halves of surrogate pairs, separators of lines and paragraphs."""


def is_acted_on(character: str) -> bool:
    """Whether the character is one of these; line feeds and tabs are, too."""
    return category(character) in _ACTED_ON


def first_acted_on(text: str, allowed: str = "") -> str | None:
    """The first such character of the text, but for those that are allowed."""
    if text.isascii() and text.isprintable():
        return None
    return next((character for character in text if is_acted_on(character) and character not in allowed), None)


def shown_safely(text: str, allowed: str = "\n") -> str:
    """The text with these characters as escapes, as Python writes them, but for those that are allowed."""
    if first_acted_on(text, allowed) is None:
        return text
    return "".join(
        character.encode("unicode_escape").decode("ascii") if is_acted_on(character) and character not in allowed else character
        for character in text
    )
