"""The papers that certain measures need of an applicant: those that a call or a document names, and those that prove what the criteria ask for."""

from collections.abc import Iterator, Sequence

from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.derived_fact import DerivedFacts, all_parts
from guangdong_ai.catalogue.evidence import Holder, Paper, WithoutPaper
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.amount import facts_of_amount
from guangdong_ai.rules.condition import AllOf, AnyOf, Derived, facts_of
from guangdong_ai.rules.evaluate import Outcome
from guangdong_ai.rules.source import Source
from guangdong_ai.rules.value import Facts


@record
class NamedPaper:
    """A paper in the words of the call, or of the measure's own list (``call`` None), that names it, and the measures for which it does.

    ``source``: where it is named; ``paper``: what evidence.toml says of it. None: the catalogue does not say.
    """

    text: Text
    call: Call | None
    source: Source | None
    measures: tuple[Measure, ...]
    paper: Paper | None


@record
class ProvingPaper:
    """A paper that proves ``facts``, which the criteria or amounts of ``measures`` rest on.

    ``usual``: such applications usually ask for it, while no document that these measures rest on was seen to do so.
    """

    paper: Paper
    facts: tuple[str, ...]
    measures: tuple[Measure, ...]
    usual: bool


@record
class HeldPapers:
    """The papers that somebody in the firm has; one that several have stands with the first of them. ``named``: those that a list names."""

    holder: Holder
    papers: tuple[ProvingPaper, ...]
    named: tuple[NamedPaper, ...] = ()


@record
class Unproved:
    """Facts that the measures rest on and that no paper is known to prove; ``because``: the catalogue's reason, None where it gives none."""

    facts: tuple[str, ...]
    because: WithoutPaper | None
    measures: tuple[Measure, ...]


@record
class PapersNeeded:
    """One checklist for all the measures together: each paper once.

    ``named``: all that lists name; of whom it is known who has them, they stand with ``held`` too.
    """

    named: tuple[NamedPaper, ...]
    held: tuple[HeldPapers, ...]
    unproved: tuple[Unproved, ...]


def papers_needed(results: Sequence[MeasureResult], assessment: AssessmentResult) -> PapersNeeded:
    """The papers for these measures. What a measure's own list names is in that list's words only."""
    catalogue = assessment.catalogue
    facts = {result.id: facts_to_prove(result, assessment.known, catalogue) for result in results}
    named = tuple(_named(results, catalogue))
    return PapersNeeded(
        named=named,
        held=tuple(_held(_proving(results, facts, catalogue), named, catalogue)),
        unproved=tuple(_unproved(results, facts, catalogue)),
    )


def facts_to_prove(result: MeasureResult, known: Facts, catalogue: Catalogue) -> tuple[str, ...]:
    """The facts on which the measure rests for this applicant, in order of appearance: those of its criteria, then those of its amount.

    Of several ways to meet a criterion those that are met, while none is those that still may be. What says that there is no such thing
    raises no amount. In the place of what is worked out stand its parts.
    """
    criteria = [fact for one in result.criteria if one.evaluated is not None for fact in _of_outcome(one.evaluated, catalogue.derived)]
    funding = result.measure.funding
    amounts = [amount for amount in (funding.amount, *(reading.amount for reading in funding.readings)) if amount is not None]
    of_amounts = [fact for amount in amounts for fact in facts_of_amount(amount, catalogue.tables)]
    raising = [fact for fact in of_amounts if fact not in known or not catalogue.facts[fact].says_nothing(known[fact])]
    named = (*criteria, *(part for fact in raising for part in _parts(fact, catalogue.derived)))
    return tuple(dict.fromkeys(named))


def _of_outcome(outcome: Outcome, derived: DerivedFacts) -> Iterator[str]:
    condition = outcome.condition
    parts = outcome.parts
    match condition:
        case AnyOf():
            met, open_ = ([part for part in parts if part.truth is truth] for truth in (True, None))
            for part in met or open_ or parts:
                yield from _of_outcome(part, derived)
        case AllOf():
            for part in parts:
                yield from _of_outcome(part, derived)
        case Derived(given=given) if parts[0].condition == given:  # it was given itself
            yield from _parts(given.fact, derived)
        case Derived():
            yield from _of_outcome(parts[0], derived)
        case _:
            for fact in facts_of(condition):
                yield from _parts(fact, derived)


def _parts(fact: str, derived: DerivedFacts) -> tuple[str, ...]:
    """The fact, or all that it is worked out from."""
    return tuple(sorted(name for name in all_parts((fact,), derived) if name not in derived)) if fact in derived else (fact,)


def _named(results: Sequence[MeasureResult], catalogue: Catalogue) -> Iterator[NamedPaper]:
    found: dict[tuple[str, str | None], NamedPaper] = {}
    for result in results:
        measure, call = result.measure, result.window.call
        own = _source_of_list(measure, catalogue)
        lists: list[tuple[Call | None, Source | None, tuple[Text, ...]]] = [(None, own, measure.papers)]
        if call is not None:
            lists.append((call, call.source, call.papers))
        for by, source, papers in lists:
            known = papers_of_list(measure.id if by is None else by.id, papers, catalogue)
            for text, paper in zip(papers, known, strict=True):
                key = (text.zh, None if by is None else by.id)
                measures = (*found[key].measures, measure) if key in found else (measure,)
                found[key] = NamedPaper(text=text, call=by, source=source, measures=measures, paper=paper)
    yield from found.values()


def papers_of_list(name: str, papers: Sequence[Text], catalogue: Catalogue) -> tuple[Paper | None, ...]:
    """What evidence.toml says of each paper in the list of the measure or call with this id: of all of them in the list's order, or of none.

    Of none where it has more or fewer: a folder of local policies may have put another list in the place of that which it speaks of.
    """
    known = tuple(paper for paper in catalogue.papers.values() if name in paper.named_by)
    return known if len(known) == len(papers) else (None,) * len(papers)


def _source_of_list(measure: Measure, catalogue: Catalogue) -> Source | None:
    """The one document from which the papers of the measure's own list are, as evidence.toml has it; None: it is not said."""
    sources = {(paper.document, paper.confidence) for paper in catalogue.papers.values() if measure.id in paper.named_by}
    if len(sources) != 1:
        return None
    ((document, confidence),) = sources
    return None if document is None else Source(document=document, confidence=confidence)


def _proving(results: Sequence[MeasureResult], facts: dict[str, tuple[str, ...]], catalogue: Catalogue) -> Iterator[ProvingPaper]:
    rested_on = [(result, frozenset(facts[result.id]) - _proved_by_lists(result, catalogue)) for result in results]
    for paper in catalogue.papers.values():
        needing = [result for result, names in rested_on if not names.isdisjoint(paper.facts)]
        if needing:
            asked = {fact for result in needing for fact in facts[result.id]}
            yield ProvingPaper(
                paper=paper,
                facts=tuple(fact for fact in paper.facts if fact in asked),
                measures=tuple(result.measure for result in needing),
                usual=not any(paper.document in _documents(result) for result in needing),
            )


def _documents(result: MeasureResult) -> frozenset[str]:
    """The documents that the measure rests on: its own, that of the call, and those of the criteria."""
    call = result.window.call
    of_call = () if call is None else (call.document, call.source.document)
    return frozenset((result.measure.document, *of_call, *(one.criterion.source.document for one in result.criteria)))


def _proved_by_lists(result: MeasureResult, catalogue: Catalogue) -> frozenset[str]:
    """The facts that papers prove which the measure's own list or that of its call names: the list counts, and no other paper is asked for."""
    measure, call = result.measure, result.window.call
    lists = [(measure.id, measure.papers)] if call is None else [(measure.id, measure.papers), (call.id, call.papers)]
    listed = [paper for name, papers in lists if papers for paper in papers_of_list(name, papers, catalogue)]
    return frozenset(fact for paper in listed if paper is not None for fact in paper.facts)


def _held(papers: Iterator[ProvingPaper], named: Sequence[NamedPaper], catalogue: Catalogue) -> Iterator[HeldPapers]:
    """By holder, in the order in which the catalogue names them."""
    needed = tuple(papers)
    for holder in catalogue.holders.values():
        of_holder = tuple(one for one in needed if one.paper.held_by[0] == holder.id)
        of_lists = tuple(one for one in named if one.paper is not None and one.paper.held_by[0] == holder.id)
        if of_holder or of_lists:
            yield HeldPapers(holder=holder, papers=of_holder, named=of_lists)


def _unproved(results: Sequence[MeasureResult], facts: dict[str, tuple[str, ...]], catalogue: Catalogue) -> Iterator[Unproved]:
    proved = {fact for paper in catalogue.papers.values() for fact in paper.facts}
    reasons = {fact: one for one in catalogue.without_paper.values() for fact in one.facts}
    of_criteria = [fact for result in results for fact in facts[result.id] if fact not in proved]
    by_reason: dict[str | None, list[str]] = {}
    for fact in dict.fromkeys(of_criteria):
        by_reason.setdefault(reasons[fact].id if fact in reasons else None, []).append(fact)
    for reason, names in by_reason.items():
        measures = tuple(result.measure for result in results if not set(names).isdisjoint(facts[result.id]))
        yield Unproved(facts=tuple(names), because=None if reason is None else catalogue.without_paper[reason], measures=measures)
