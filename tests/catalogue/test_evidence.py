"""What proves an answer: complete for the bundled catalogue, and told where nothing is known."""

import pytest

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.derived_fact import DerivedFact
from guangdong_ai.catalogue.evidence import Paper, WithoutPaper, without_evidence
from guangdong_ai.catalogue.load import load_folders
from guangdong_ai.catalogue.source_files import bundled_folder
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import facts_of

WORDS = Text("材料", "paper")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_folders((bundled_folder(),))


def test_every_fact_that_a_criterion_reads_has_a_paper_or_a_reason(catalogue: Catalogue) -> None:
    measures = catalogue.with_titles.values()
    criteria = [
        *(criterion for measure in measures for criterion in measure.criteria),
        *(criterion for call in catalogue.calls for criterion in call.criteria),
    ]
    read = dict.fromkeys(fact for criterion in criteria if criterion.when is not None for fact in facts_of(criterion.when))
    assert len(read) > 100
    assert without_evidence(read, catalogue.papers, catalogue.without_paper, catalogue.derived) == ()


def test_a_fact_has_papers_or_is_said_to_have_none_never_both(catalogue: Catalogue) -> None:
    proved = {fact for paper in catalogue.papers.values() for fact in paper.facts}
    without = [fact for one in catalogue.without_paper.values() for fact in one.facts]
    assert len(without) == len(set(without))
    assert proved.isdisjoint(without)


def test_who_has_papers_is_declared_and_has_some(catalogue: Catalogue) -> None:
    assert {holder for paper in catalogue.papers.values() for holder in paper.held_by} == set(catalogue.holders)


def test_a_paper_that_a_list_names_is_named_where_there_is_a_list(catalogue: Catalogue) -> None:
    """The wording of the measure or the call counts: so it must have one."""
    lists = {**{call.id: call.papers for call in catalogue.calls}, **{one.id: one.papers for one in catalogue.measures.values()}}
    named = [name for paper in catalogue.papers.values() for name in paper.named_by]
    assert named
    for name in named:
        assert len(lists[name]) == named.count(name), name


def test_what_is_worked_out_is_proved_by_all_of_its_parts() -> None:
    derived = {
        "a.share": DerivedFact(id="share", fact="a.share", text=WORDS, ratio=("a.part", "a.whole")),
        "a.more": DerivedFact(id="more", fact="a.more", text=WORDS, ratio=("a.share", "a.whole")),
    }

    def paper(*facts: str) -> dict[str, Paper]:
        return {"one": Paper(id="one", text=WORDS, held_by=("who",), facts=facts, confidence="inferred")}

    asked = ("a.more", "a.other")
    assert without_evidence(asked, paper("a.part", "a.whole"), {}, derived) == ("a.other",)
    assert without_evidence(asked, paper("a.part"), {}, derived) == asked
    none = {"none": WithoutPaper(id="none", facts=("a.whole", "a.other"), reason=WORDS)}
    assert without_evidence(asked, paper("a.part"), none, derived) == ()
