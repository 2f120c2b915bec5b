"""Everything about one measure for one applicant: what it brings, whether, until when, why, what is missing, papers, and where to apply."""

from collections.abc import Iterator

from guangdong_ai.assessment.papers_needed import papers_needed
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.blocks import Block, Card, Folded, Item, TextBlock
from guangdong_ai.reports.content.explanation import explanation, explanation_sections
from guangdong_ai.reports.content.preparation import papers_sections
from guangdong_ai.reports.wording.phrase import beside
from guangdong_ai.reports.wording.terms import funding_in_words, marked_eligibility, window_in_words


def measure_card(result: MeasureResult, assessment: AssessmentResult) -> Card:
    """The card. What an applicant reads at once stands open; criteria, sums, papers and sources are folded."""
    marks = (
        TextBlock(marked_eligibility(result.eligibility), result.eligibility),
        TextBlock(funding_in_words(result.funding), "strong"),
        TextBlock(window_in_words(result.window)),
    )
    return Card(result.id, result.title, marks, tuple(_blocks(result, assessment)))


def _blocks(result: MeasureResult, assessment: AssessmentResult) -> Iterator[Block]:
    catalogue, profile = assessment.catalogue, assessment.profile
    first, *rest = explanation_sections(explanation(result, profile, catalogue), catalogue, assessment.as_of)
    yield from first.blocks
    yield from _missing(result, assessment, profile)
    for section in rest:
        if section.title is not None:
            yield Folded(_counted(section.title, len(section.items)), section.blocks)
    if result.eligibility != "ineligible":
        papers = papers_needed((result,), assessment)
        inside: list[Block] = []
        for section in papers_sections(papers, catalogue, of_one_measure=True):
            if section.title is not None:
                inside.append(TextBlock(section.title, "strong"))
            inside += section.blocks
        if inside:
            yield Folded(Text("材料清单", "Papers to bring"), tuple(inside))


def _missing(result: MeasureResult, assessment: AssessmentResult, profile: Profile) -> Iterator[Block]:
    """The questions whose answers would settle it."""
    facts = assessment.catalogue.facts
    if result.eligibility == "undetermined" and result.missing:
        questions = tuple(
            beside(facts[name].question, Text("答过不知道", "answered: not known")) if name in profile.dont_know else facts[name].question
            for name in result.missing
        )
        first, *others = questions
        yield Item(first, tuple(others), Text("还缺什么", "What is missing"), strong=True)


def _counted(title: Text, items: int) -> Text:
    return beside(title, f"{items}") if items > 1 else title
