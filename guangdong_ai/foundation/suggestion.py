"""“Did you mean”: the closest known spelling of a mistyped word."""

from collections.abc import Iterable

from guangdong_ai.foundation.spelling import folded
from guangdong_ai.foundation.text import Text

_LONGEST = 60
_CLOSE_ENOUGH = 0.6
_CLOSE_ENOUGH_FOR_SHORT_CHINESE = 0.5
"""One of two characters is right: only believed when no other candidate is as close."""

_FARTHEST = min(_CLOSE_ENOUGH, _CLOSE_ENOUGH_FOR_SHORT_CHINESE)


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most similar to ``word``, the first of equals; None when none is similar enough. Case and width do not count."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(autojunk=False)
    given = folded(word[:_LONGEST])
    signs = set(given)
    matcher.set_seq2(given)
    scores: list[tuple[float, str]] = []
    for candidate in candidates:
        spelled = folded(candidate)
        if signs.isdisjoint(spelled):
            continue
        matcher.set_seq1(spelled)
        # Upper bounds of the ratio that cost little: mostly they say already that the two are not alike.
        if matcher.real_quick_ratio() >= _FARTHEST and matcher.quick_ratio() >= _FARTHEST:
            scores.append((matcher.ratio(), candidate))
    best, found = max(scores, key=lambda score: score[0], default=(0.0, ""))
    if best >= _CLOSE_ENOUGH:
        return found
    alone = sum(score == best for score, _ in scores) == 1
    chinese = not found.isascii() and not word.isascii()
    return found if chinese and alone and best >= _CLOSE_ENOUGH_FOR_SHORT_CHINESE else None


def did_you_mean(name: str, label: Text | None = None) -> Text:
    """The hint that proposes ``name``, followed by its label where there is one."""
    if label is None:
        return Text(f"是不是 {name}？", f"did you mean {name}?")
    return Text("是不是 {}（{}）？", "did you mean {} ({})?").format(name, label)
