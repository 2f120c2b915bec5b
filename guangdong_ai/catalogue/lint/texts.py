"""Texts: both languages are there, each in its own writing, and every console can show them."""

from collections.abc import Iterator

from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.lint.bilingual import texts_of
from guangdong_ai.catalogue.lint.subject import Subject, error
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import LANGUAGES, Text

_CHINESE = "[\u3400-\u4dbf\u4e00-\u9fff]"
_CHINESE_RUN = lazy_pattern(f"{_CHINESE}+")
_LATIN = lazy_pattern("[A-Za-z]")
_HALF_WIDTH = lazy_pattern(rf"{_CHINESE}([,;:?!])(?={_CHINESE}|$)")
_FULL_WIDTH = lazy_pattern("[，。；：？！、（）]")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HALF = {"，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "、": ",", "（": "(", "）": ")"}


@record
class PlacedText:
    """A text of a file in both languages, with its path."""

    file: CheckedFile
    path: KeyPath
    text: Text


def texts_say_something(subject: Subject) -> Iterator[Finding]:
    """No text is empty in either language."""
    for place in _texts(subject):
        for language in LANGUAGES:
            if not place.text.in_language(language).strip():
                yield error(place.file, (*place.path, language), Text("文字是空的", "the text is empty"))


def chinese_is_chinese(subject: Subject) -> Iterator[Finding]:
    """A Chinese text has a Chinese character."""
    for place in _texts(subject):
        if place.text.zh.strip() and not _CHINESE_RUN.search(place.text.zh):
            yield error(place.file, (*place.path, "zh"), Text("没有汉字：{}", "no Chinese character in: {}").format(place.text.zh))


def english_is_english(subject: Subject) -> Iterator[Finding]:
    """An English text has Latin letters; Chinese in it is a name that the Chinese text has as well."""
    for place in _texts(subject):
        english, path = place.text.en, (*place.path, "en")
        if english.strip() and not _LATIN.search(english):
            yield error(place.file, path, Text(f"没有英文：{english}", f"no English in: {english}"))
            continue
        for run in _CHINESE_RUN.findall(english):
            if run not in place.text.zh:
                yield error(
                    place.file,
                    path,
                    Text(f"英文文字中的“{run}”不见于中文文字", f"“{run}” in the English text does not stand in the Chinese one"),
                    Text("英文中只保留中文原有的专名", "keep Chinese in an English text for names in the Chinese text only"),
                )


def punctuation_fits_the_language(subject: Subject) -> Iterator[Finding]:
    """Full-width marks between Chinese characters, half-width ones between English words."""
    for place in _texts(subject):
        for mark in dict.fromkeys(_HALF_WIDTH.findall(place.text.zh)):
            yield _mark(place, "zh", mark, _FULL[mark])
        for mark in dict.fromkeys(_FULL_WIDTH.findall(place.text.en)):
            yield _mark(place, "en", mark, _HALF[mark])


def _mark(place: PlacedText, language: str, mark: str, instead: str) -> Finding:
    width = Text("半角标点", "half-width mark in Chinese text") if language == "zh" else Text("全角标点", "full-width mark in English text")
    return error(
        place.file,
        (*place.path, language),
        Text("{}：{}", "{}: {}").format(width, mark),
        Text(f"改为 {instead}", f"write {instead}"),
    )


def a_gbk_console_can_show_it(subject: Subject) -> Iterator[Finding]:
    """Every character can be written in GBK, the encoding of many Chinese consoles."""
    for file in subject.files:
        for path, text in _strings(file.plain, ()):
            unshowable = dict.fromkeys(character for character in text if not _in_gbk(character))
            if unshowable:
                listed = " ".join(f"{character} (U+{ord(character):04X})" for character in unshowable)
                yield error(
                    file,
                    path,
                    Text(f"GBK 编码中没有：{listed}", f"not in GBK: {listed}"),
                    Text("换成 GBK 中有的字符，如 √ × ● → ·", "use a character that GBK has, such as √ × ● → ·"),
                )


def _in_gbk(character: str) -> bool:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _texts(subject: Subject) -> Iterator[PlacedText]:
    for file in subject.files:
        for path, text in texts_of(file):
            yield PlacedText(file=file, path=path, text=text)


def _strings(data: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _strings(value, (*path, index))
