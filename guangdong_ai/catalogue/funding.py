"""What a measure brings: the kind of funding and, for cash and vouchers, an amount."""

from typing import Literal

from guangdong_ai.catalogue.reads import AmountField
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.source import Confidence

FundingKind = Literal["cash", "voucher", "tax_relief", "equity", "in_kind", "unpublished"]
GRANTS: tuple[FundingKind, ...] = ("cash", "voucher")
"""The kinds that always have an amount and count in a total. Tax relief is no grant: what it saves is in no total of grants."""
Award = Literal["formula", "competition", "review"]
FundingPer = Literal["year", "in_all"]


@record
class Reading:
    """One interpretation of a text that allows several."""

    text: Text
    amount: AmountField


@record
class FigureSource:
    """A figure or a statement about money, and its source. ``pool``: it is about the money for all applicants together."""

    figure: Text
    document: str
    confidence: Confidence
    article: str | None = None
    pool: bool = False


@record
class Funding:
    """Cash and vouchers have an ``award`` and either ``amount`` or ``readings``; of the other kinds only tax relief may have them.

    Money awarded by ``competition`` or after ``review`` has a low end of 0; a ``formula`` award has the range of its amount.

    ``per``: what the amount is for: one year, of at most ``years``, or all of them together; None: it is paid once, or the text does not say.
    A total has one year of what is paid by the year.
    """

    kind: FundingKind
    award: Award | None = None
    amount: AmountField | None = None
    readings: tuple[Reading, ...] = ()
    per: FundingPer | None = None
    years: int | None = None
    note: Text | None = None
    sources: tuple[FigureSource, ...] = ()

    @property
    def has_amount(self) -> bool:
        """Whether a figure can be worked out."""
        return self.amount is not None or bool(self.readings)

    @property
    def is_grant(self) -> bool:
        """Whether it counts in a total."""
        return self.kind in GRANTS
