"""A text in both languages. Whatever a user may read is a Text, so that neither language can be forgotten."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, get_args

from guangdong_ai.foundation.record import record

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@record(positional=True)
class Text:
    """The same statement in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text in ``language``."""
        return self.zh if language == "zh" else self.en

    def format(self, *values: object, **named: object) -> "Text":
        """The text with its ``{}`` filled in as by ``str.format``: a Text among the values in each language, any other value the same in both."""
        if not named and _WORDS.issuperset(map(type, values)):
            return _filled(self, values)
        return _fill(self, values, named)


_WORDS = frozenset((str, Text))


def _fill(text: Text, values: "tuple[object, ...]", named: "dict[str, object]") -> Text:
    return Text(
        text.zh.format(
            *[value.zh if isinstance(value, Text) else value for value in values],
            **{name: value.zh if isinstance(value, Text) else value for name, value in named.items()},
        ),
        text.en.format(
            *[value.en if isinstance(value, Text) else value for value in values],
            **{name: value.en if isinstance(value, Text) else value for name, value in named.items()},
        ),
    )


@lru_cache(maxsize=8192)
def _filled(text: Text, values: "tuple[object, ...]") -> Text:
    """Of words alone, remembered: reports of many applicants say the same over and over. Equal numbers may read differently (1, 1.0), equal words never."""
    return _fill(text, values, {})


def counted(number: int, noun: str, several: str | None = None) -> str:
    """The number with its English noun: ``1 fact``, ``1,200 facts``, ``0 criteria`` (``several``: the plural where it is not the noun with an s)."""
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"


def joined(separator: Text, texts: "list[Text]") -> Text:
    """The texts in a row, with ``separator`` between them, in each language."""
    return Text(separator.zh.join([text.zh for text in texts]), separator.en.join([text.en for text in texts]))


def alternatives(words: Sequence[str]) -> Text:
    """``.csv、.jsonl 或 .xlsx`` / ``.csv, .jsonl or .xlsx``: words that are the same in both languages, at least one."""
    *others, last = words
    return Text(f"{'、'.join(others)} 或 {last}", f"{', '.join(others)} or {last}") if others else Text(last, last)
