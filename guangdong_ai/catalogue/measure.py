"""Measures: what an applicant can get under an article of a policy. Declared in ``policies/``, one a file."""

from datetime import date
from typing import Literal

from guangdong_ai.catalogue.case import Case
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.funding import Funding
from guangdong_ai.catalogue.reads import ConditionField
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text


@record
class OpenQuestion:
    """Something that the published text does not say, and therefore the catalogue does not either.

    ``beside_the_rule``: its sums and shares are not those of the measure's rule but, say, of another award.
    """

    text: Text
    beside_the_rule: bool = False


@record
class Measure:
    """One measure with its criteria, its funding, and its open questions.

    ``article`` is None where the document has none or it was not seen. ``window`` is ``rolling`` where the text says that applications are
    accepted at any time, and ``automatic`` where none is needed (免申即享): the authority pays by its own data; otherwise the calls decide.

    A measure of the kind ``title`` is a title that an applicant can win: it stands apart from support. ``gives`` is the comparison that holders
    of the title meet.
    """

    id: str
    document: str
    reviewed_on: date
    title: Text
    benefit: Text
    audience: Text
    funding: Funding
    kind: Literal["support", "title"] = "support"
    gives: ConditionField | None = None
    article: str | None = None
    department: Text | None = None
    apply_at: Text | None = None
    window: Literal["rolling", "automatic"] | None = None
    papers: tuple[Text, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    questions_open: tuple[OpenQuestion, ...] = ()
    cases: tuple[Case, ...] = ()
