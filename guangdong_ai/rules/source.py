"""Where a condition or a figure comes from. Nothing in the catalogue stands without one."""

from collections.abc import Mapping
from typing import Literal

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text

Confidence = Literal["official", "reported", "inferred"]
SURENESS: Mapping[Confidence, int] = {"official": 2, "reported": 1, "inferred": 0}
"""The marks in order: a higher one is surer."""


@record
class Source:
    """A place in a policy document, and how sure the catalogue is of it."""

    document: str
    confidence: Confidence
    article: str | None = None
    note: Text | None = None
