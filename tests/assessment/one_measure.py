"""A catalogue with a fact of every kind, quick, slow, hard, fixed, and another place, whose one measure asks for whatever a test wants it to ask for."""

from datetime import date
from typing import Any

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue, Contents
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.condition import Condition
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.read_condition import read_condition
from guangdong_ai.rules.source import Source
from guangdong_ai.rules.value import Facts
from tests.assessment.small_catalogue import BOTH, fact

DAY = date(2026, 6, 15)
CHOICES = [{"id": name, "label": {"zh": f"选项{name}", "en": f"choice {name}"}} for name in ("one", "two", "three")]
FACTS = (
    fact("firm.listed", "yes_no", change="fixed"),
    fact("firm.kind", "choice", choices=CHOICES, change="relocation"),
    fact("firm.place", "choice", choices=CHOICES, change="fixed"),
    fact("firm.fields", "choices", choices=CHOICES, change="slow"),
    fact("firm.staff", "count"),
    fact("firm.units", "count", change="slow"),
    fact("firm.rooms", "count", change="fixed"),
    fact("firm.cost", "money"),
    fact("firm.own", "share", change="slow"),
    fact("firm.titled", "year", change="hard", never=BOTH),
    fact("firm.approved", "year", change="slow"),
    fact("firm.audited", "date"),
    fact("firm.founded", "date", change="fixed"),
)


def asking(small: Catalogue, *conditions: Condition, facts: Facts, as_of: date = DAY) -> AssessmentResult:
    """The assessment of a catalogue whose one measure "a" asks for the conditions."""
    model = small.measures["a"]
    source = Source(document=model.document, confidence="official")
    criteria = tuple(
        Criterion(id=f"c{number}", text=Text("文字", "text"), source=source, when=when) for number, when in enumerate(conditions)
    )
    contents = Contents(
        manifest=small.manifest,
        sections=small.sections,
        documents=tuple(small.documents.values()),
        tables=(),
        calls=(),
        stacking=(),
        implications=(),
        derived=(),
        contradictions=(),
        measures=(replace(model, criteria=criteria),),
    )
    return assess(Catalogue(contents, "sha256:0"), Profile(facts=facts), as_of)


def read(plain: dict[str, Any]) -> Condition:
    """A condition as a catalogue file has it."""
    context = RuleContext()
    condition = read_condition(plain, context, ())
    assert condition is not None, context.findings
    return condition
