"""What a reader must know before believing a result: what is out of date, what soon will be, and what nobody could have known on the day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from guangdong_ai.assessment.coverage import coverage_gaps
from guangdong_ai.assessment.days_left import days_left, weekdays_left, working_days_left
from guangdong_ai.assessment.publication import not_yet_published
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.assessment.source_documents import publication_unknown, published_later
from guangdong_ai.assessment.window import dates_source
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Document
from guangdong_ai.reports.wording.citation import document_in_words
from guangdong_ai.reports.wording.coverage_wording import coverage_in_words
from guangdong_ai.reports.wording.reasons import few
from guangdong_ai.reports.wording.terms import CONFIDENCE, days_in_words
from guangdong_ai.text import Text, counted

LONGEST_UNREVIEWED = timedelta(days=180)
"""Policies change: after so long the catalogue may be out of date."""

ENDS_SOON = timedelta(days=60)
"""A document whose last valid day is at most so far away is about to expire: whoever wants to apply under it has to hurry."""

_MOST_NAMES = 4


def caveats(assessment: AssessmentResult) -> Iterator[Text]:
    """One sentence each; usually none. Measures for which the applicant is ineligible are passed over where only those of use matter."""
    results, catalogue, as_of = assessment.measures, assessment.catalogue, assessment.as_of
    yield from _outside_the_catalogue(catalogue, as_of)
    yield from _reviewed_long_ago(results, catalogue, as_of)
    yield from _not_searched(assessment)
    useful = [result for result in results if result.eligibility != "ineligible"]
    yield from _ending_soon(useful, catalogue, as_of)
    yield from _carried_out_is_over(useful, catalogue, as_of)
    yield from _published_later(useful, catalogue, as_of)
    yield from _publication_unknown(useful, catalogue, as_of)


def caveats_of(result: MeasureResult, catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    """The same for one measure, whatever the eligibility."""
    yield from _outside_the_catalogue(catalogue, as_of)
    yield from _reviewed_long_ago([result], catalogue, as_of)
    yield from _ending_soon([result], catalogue, as_of)
    yield from _carried_out_is_over([result], catalogue, as_of)
    yield from rests_on_later(result, catalogue, as_of)
    yield from _publication_unknown([result], catalogue, as_of)


def rests_on_later(result: MeasureResult, catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    """The documents that the result rests on and that came after the day; the window tells of the measure's own."""
    for document in published_later(result, catalogue, as_of):
        if document.id != result.measure.document or not result.window.unpublished:
            when = not_yet_published(document, as_of)
            yield Text(f"依据的 {document.id} 在 {when.zh}", f"rests on {document.id}, {when.en}")


def _outside_the_catalogue(catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    manifest = catalogue.manifest
    if not manifest.covers_from <= as_of <= manifest.covers_until:
        yield Text(
            f"{as_of} 不在政策目录涵盖的时间内（{manifest.covers_from} 至 {manifest.covers_until}）",
            f"{as_of} is outside the time that the catalogue covers ({manifest.covers_from} to {manifest.covers_until})",
        )


def _reviewed_long_ago(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    """The catalogue, and the measures whose own review is both too old and older than the catalogue's."""
    reviewed = catalogue.manifest.reviewed_on
    age = as_of - reviewed
    if age > LONGEST_UNREVIEWED:
        yield Text(
            f"政策目录核对于 {reviewed}，距今 {age.days} 天，此后的变化没有反映",
            f"the catalogue was reviewed on {reviewed}, {counted(age.days, 'day')} before: later changes are not in it",
        )
    old = [result.measure for result in results if as_of - result.measure.reviewed_on > LONGEST_UNREVIEWED]
    older = [measure for measure in old if measure.reviewed_on < reviewed]
    if older:
        names, most = _few([measure.title for measure in older]), LONGEST_UNREVIEWED.days
        yield Text(f"超过 {most} 天没有核对的措施：{names.zh}", f"not reviewed for more than {most} days: {names.en}")


def _ending_soon(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    for document in catalogue.documents.values():
        last = document.valid_until
        under = [result.measure.title for result in results if result.measure.document == document.id]
        if under and last is not None and as_of <= last <= as_of + ENDS_SOON:
            title, names, sure = document_in_words(document), _few(under), CONFIDENCE[dates_source(document).confidence]
            left = days_in_words(days_left(last, as_of), weekdays_left(last, as_of), working_days_left(last, as_of))
            yield Text(
                f"{title.zh}有效期至 {last}（{sure.zh}），{left.zh}；其下的措施：{names.zh}",
                f"{title.en} ends on {last} ({sure.en}), {left.en}; measures under it: {names.en}",
            )


def _carried_out_is_over(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    """Measures under a document that is not known to be over although the one that it carries out is."""
    under: dict[tuple[str, str], list[Text]] = {}
    for result in results:
        document = catalogue.documents[result.measure.document]
        if document.carries_out is not None and not result.window.over:
            under.setdefault((document.id, document.carries_out), []).append(result.measure.title)
    for (name, parent), titles in under.items():
        carried_out = catalogue.documents[parent]
        last = carried_out.valid_until
        if last is not None and last < as_of:
            rules, title, names = document_in_words(catalogue.documents[name]), document_in_words(carried_out), _few(titles)
            sure = CONFIDENCE[dates_source(carried_out).confidence]
            validity = _own_validity(catalogue.documents[name])
            yield Text(
                f"{title.zh}有效期至 {last}（{sure.zh}），已经到期；实施它的{rules.zh}{validity.zh}；其下的措施：{names.zh}",
                f"{title.en} ended on {last} ({sure.en}); it is carried out by {rules.en}, {validity.en}; measures under it: {names.en}",
            )


def _own_validity(document: Document) -> Text:
    if document.valid_until is None:
        return Text("自身的有效期没有见到，是否仍然有效不能确定", "whose own last day was not seen: whether it still holds is not certain")
    last, sure = document.valid_until, CONFIDENCE[dates_source(document).confidence]
    return Text(f"自身有效期至 {last}（{sure.zh}）", f"itself valid until {last} ({sure.en})")


def _not_searched(assessment: AssessmentResult) -> Iterator[Text]:
    """That nobody has looked for measures for an applicant with these answers, of its city, say."""
    for gap in coverage_gaps(assessment.catalogue, assessment.profile.facts):
        if gap.choice.coverage == "not_searched":
            yield coverage_in_words(gap.choice)


def _published_later(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    later = Counter(document.id for result in results for document in published_later(result, catalogue, as_of))
    for name, count in later.items():
        when = not_yet_published(catalogue.documents[name], as_of)
        yield Text(
            f"{name} 在 {when.zh}，有 {count} 项措施以它为依据",
            f"{name} was {when.en}; {counted(count, 'measure rests', 'measures rest')} on it",
        )


def _publication_unknown(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    names = dict.fromkeys(document.id for result in results for document in publication_unknown(result, catalogue, as_of))
    if names:
        listed = few([Text(name, name) for name in names], _MOST_NAMES, Text("、", ", "))
        yield Text(
            f"不清楚 {as_of} 时是否已公布（公布日期没有查到）、按已公布处理的文件：{listed.zh}",
            f"not known whether published on {as_of} (the day was not found), counted as published: {listed.en}",
        )


def _few(names: Sequence[Text]) -> Text:
    return few(names, _MOST_NAMES, Text("、", "; "))
