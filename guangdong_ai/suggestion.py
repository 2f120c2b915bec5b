"""Did you mean: the one spelling that a mistyped word comes closest to."""

from collections.abc import Iterable

from guangdong_ai.spelling import folded
from guangdong_ai.text import Text

_LONGEST = 60
_CLOSE_ENOUGH = 0.6
_CLOSE_ENOUGH_FOR_SHORT_CHINESE = 0.5
"""One of two characters is right: only believed when no other candidate is as close."""


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like ``word``, the first of equals; None when none is like it. Case and width do not count."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(folded(word[:_LONGEST]))
    scores: list[tuple[float, str]] = []
    for candidate in candidates:
        matcher.set_seq1(folded(candidate))
        scores.append((matcher.ratio(), candidate))
    best, found = max(scores, key=lambda score: score[0], default=(0.0, ""))
    if best >= _CLOSE_ENOUGH:
        return found
    alone = sum(score == best for score, _ in scores) == 1
    chinese = not found.isascii() and not word.isascii()
    return found if chinese and alone and best >= _CLOSE_ENOUGH_FOR_SHORT_CHINESE else None


def did_you_mean(name: str, label: Text | None = None) -> Text:
    """The hint that proposes ``name``, with what it is called in words when that is known."""
    if label is None:
        return Text(f"是不是 {name}？", f"did you mean {name}?")
    return Text(f"是不是 {name}（{label.zh}）？", f"did you mean {name} ({label.en})?")
