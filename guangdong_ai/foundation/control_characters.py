"""Characters that terminals, editors and readers act on instead of showing them: escape sequences, direction marks, zero-width characters."""

_ACTED_ON = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Control and format characters, halves of surrogate pairs, separators of lines and paragraphs."""

_SHOWN_OF_ASCII = bytes(range(ord(" "), ord("~") + 1))


def is_acted_on(character: str) -> bool:
    """Whether the character is acted on instead of shown; line feeds and tabs are, too."""
    from unicodedata import category  # hardly any text has a character that it is asked about

    return category(character) in _ACTED_ON


def first_acted_on(text: str, allowed: str = "") -> str | None:
    """The first character of the text that is acted on, except those in ``allowed``; None if there is none."""
    others = text
    for character in allowed:
        others = others.replace(character, "")
    if others.isprintable():  # said at once, also of a long text; none of these characters is printable
        return None
    acted_on = {character for character in set(others) if is_acted_on(character)}
    return next((character for character in others if character in acted_on), None)


def is_shown_as_it_is(text: bytes) -> bool:
    """Whether it is certain that a text in UTF-8 has no character that is acted on; one that only takes space, as U+3000, is enough for doubt.

    Nine tenths of a long document of JSON are ASCII, which is left out in one step: the rest is soon looked through.
    """
    return text.translate(None, _SHOWN_OF_ASCII).decode().isprintable()


def json_safely(text: str) -> str:
    """A JSON document of the same meaning with these characters as JSON escapes. Line feeds between values stay."""
    if first_acted_on(text, "\n") is None:
        return text
    return text.translate({ord(character): _json_escape(character) for character in set(text) - {"\n"} if is_acted_on(character)})


def _json_escape(character: str) -> str:
    return "".join(f"\\u{int.from_bytes(half):04x}" for half in _halves(character.encode("utf-16-be", errors="surrogatepass")))


def _halves(utf_16: bytes) -> list[bytes]:
    return [utf_16[place : place + 2] for place in range(0, len(utf_16), 2)]


def shown_safely(text: str, allowed: str = "\n") -> str:
    """The text with these characters as Python escapes, except those in ``allowed``."""
    if first_acted_on(text, allowed) is None:
        return text
    acted_on = [character for character in set(text).difference(allowed) if is_acted_on(character)]
    return text.translate({ord(character): character.encode("unicode_escape").decode("ascii") for character in acted_on})
