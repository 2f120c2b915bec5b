import pytest

from guangdong_ai.foundation.pinyin import pinyin_spellings

from .bundled import FACTS


@pytest.mark.parametrize(
    ("word", "spellings"),
    [
        ("广州", ("guangzhou", "gz")),
        ("重庆", ("chongqing", "cq")),
        ("农、林、牧、渔业", ("nonglinmuyuye", "nlmyy")),
        ("AI平台", ("aipingtai", "aipt")),
        ("一", ("yi", "y")),
    ],
)
def test_a_chinese_word_is_spelled_in_full_and_by_initials(word: str, spellings: tuple[str, ...]) -> None:
    assert pinyin_spellings(word) == spellings


@pytest.mark.parametrize("word", ["Guangzhou", "R&D", ""])
def test_a_word_without_chinese_has_no_pinyin(word: str) -> None:
    assert pinyin_spellings(word) == ()


def test_every_choice_of_the_catalogue_can_be_typed_on_a_latin_keyboard() -> None:
    labels = [choice.label.zh for fact in FACTS.values() for choice in fact.choices]
    assert labels
    for label in labels:
        full, *_ = pinyin_spellings(label)
        assert full.isascii(), label
        assert full == full.lower(), label
        assert full.isalnum(), label
