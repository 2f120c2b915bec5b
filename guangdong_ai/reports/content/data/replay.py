"""A result that was assessed once more, as JSON."""

from typing import TYPE_CHECKING, Final

from guangdong_ai.reports.content.data.since import plain_since
from guangdong_ai.reports.content.replay import Replayed

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.replay import ReplayData

SCHEMA: Final = "guangdong-ai/replay/1"


def plain_replay(replayed: Replayed) -> "ReplayData":
    """The verdict, what was altered, and the comparison."""
    return {
        "schema": SCHEMA,
        "file": replayed.file,
        "format": replayed.format,
        "verdict": replayed.verdict,
        "altered": [{"where": one.where, "file_says": one.file_says, "inputs_give": one.inputs_give} for one in replayed.altered],
        "more_altered": replayed.more_altered,
        "since": plain_since(replayed.since),
    }
