"""Stacking rules: how far measures add up for one applicant. Declared in ``policies/stacking.toml``."""

from typing import Literal

from guangdong_ai.catalogue.reads import AmountField
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.source import Source

StackingForm = Literal["exclusive", "pairs", "cap", "difference"]
CapPer = Literal["project", "firm", "year"]


@record
class StackingRule:
    """What one text says about several measures, in one of four forms.

    ``exclusive``: one of ``measures`` counts. ``pairs``: one of each of ``pairs`` counts. ``cap``: ``measures`` together bring at most
    ``most`` whole yuan per ``per``, or what ``ceiling`` comes to for the applicant; with ``only_together`` that limits what several of them bring,
    and one alone brings its whole amount. ``difference``: of ``measures`` only what exceeds the others is paid, together as much as the largest.

    ``certain`` is false where it is not published whether the rule applies.
    """

    id: str
    form: StackingForm
    text: Text
    certain: bool
    source: Source
    measures: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    most: int | None = None
    ceiling: AmountField | None = None
    per: CapPer | None = None
    only_together: bool = False

    @property
    def concerned(self) -> tuple[str, ...]:
        """The ids of all measures that the rule names, each once."""
        return self.measures or tuple(dict.fromkeys(name for pair in self.pairs for name in pair))

    @property
    def caps_the_sum(self) -> bool:
        """Whether all measures of the rule may count but together bring less than their sum."""
        return self.form in ("cap", "difference")
