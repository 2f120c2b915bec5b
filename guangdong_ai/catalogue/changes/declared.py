"""Everything that a catalogue declares, as one record for the comparison."""

from collections.abc import Mapping

from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue, Manifest
from guangdong_ai.catalogue.contradiction import Contradiction
from guangdong_ai.catalogue.derived_fact import DerivedFact
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.evidence import Holder, Paper, WithoutPaper
from guangdong_ai.catalogue.fact import Fact, FactSection
from guangdong_ai.catalogue.implication import Implication
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.not_modelled import NotModelled
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.table import Table


@record
class Declared:
    """Everything by kind and id; the kinds in the order of a comparison, those that matter most to an applicant first."""

    measures: Mapping[str, Measure]
    calls: Mapping[str, Call]
    stacking: Mapping[str, StackingRule]
    tables: Mapping[str, Table]
    facts: Mapping[str, Fact]
    implications: Mapping[str, Implication]
    contradictions: Mapping[str, Contradiction]
    derived: Mapping[str, DerivedFact]
    papers: Mapping[str, Paper]
    without_paper: Mapping[str, WithoutPaper]
    holders: Mapping[str, Holder]
    not_modelled: Mapping[str, NotModelled]
    documents: Mapping[str, Document]
    sections: Mapping[str, FactSection]
    manifest: Manifest


def declared(catalogue: Catalogue) -> Declared:
    """What the catalogue declares."""
    return Declared(
        measures=catalogue.with_titles,
        calls={call.id: call for call in catalogue.calls},
        stacking=catalogue.stacking,
        tables=catalogue.tables,
        facts=catalogue.facts,
        implications=catalogue.implications,
        contradictions=catalogue.contradictions,
        derived={one.id: one for one in catalogue.derived.values()},
        papers=catalogue.papers,
        without_paper=catalogue.without_paper,
        holders=catalogue.holders,
        not_modelled=catalogue.not_modelled,
        documents=catalogue.documents,
        sections={section.section: section for section in catalogue.sections},
        manifest=catalogue.manifest,
    )
