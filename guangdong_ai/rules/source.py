"""The source of a condition or a figure. Nothing in the catalogue is without one."""

from collections.abc import Mapping
from typing import Literal

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text

Confidence = Literal["official", "reported", "inferred"]
SURENESS: Mapping[Confidence, int] = {"official": 2, "reported": 1, "inferred": 0}
"""The marks in order: a higher one is surer."""


@record
class Source:
    """A place in a policy document, with the confidence of the catalogue in what it says there."""

    document: str
    confidence: Confidence
    article: str | None = None
    note: Text | None = None
