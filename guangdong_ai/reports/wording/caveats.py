"""What a reader must know before believing a result: what is out of date, what soon will be, what nobody could have known on the day, and what the catalogue lacks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from guangdong_ai.assessment.coverage import coverage_gaps
from guangdong_ai.assessment.publication import not_yet_published
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.assessment.source_documents import publication_unknown, published_later
from guangdong_ai.assessment.staleness import LONGEST_UNREVIEWED, days_unreviewed, ending_soon, is_covered, outlived, unreviewed
from guangdong_ai.assessment.window import dates_source
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.fact import Choice
from guangdong_ai.foundation.text import Text, counted
from guangdong_ai.reports.wording.phrase import few, with_colon

NOT_SEARCHED = Text("尚未查找", "not searched yet")
PLACES_NOT_SEARCHED = Text(
    "尚未查找下列各地自己的措施，没有列出不等于没有：{}",
    "these places have not been searched for measures of their own; that none is listed does not mean that there is none: {}",
)
COVERAGE: Mapping[str, Text] = {"not_searched": NOT_SEARCHED, "incomplete": Text("不完整", "incomplete")}


def coverage_in_words(choice: Choice) -> Text:
    """That nobody has looked, or what is missing although somebody has."""
    label = choice.label
    if choice.coverage == "not_searched":
        return Text(
            "尚未查找{}自己的措施：结果里没有，不等于没有，请向当地主管部门了解",
            "{}'s own measures have not been searched for: that none is listed does not mean that there is none; ask the authorities there",
        ).format(label)
    lacking = gap_in_words(choice)
    return with_colon(label, lacking)


def gap_in_words(choice: Choice) -> Text:
    """The gap alone, beside the name of the answer."""
    return NOT_SEARCHED if choice.note is None else choice.note


def not_decided() -> Text:
    """What no result of an assessment says."""
    return Text(
        "本结果是自评，不代替主管部门的认定，不构成承诺；是否符合、给多少，以主管部门的决定为准",
        "This is a self-assessment: who qualifies, and for how much, is for the authorities to decide",
    )


_MOST_NAMES = 4


def caveats(assessment: AssessmentResult) -> Iterator[Text]:
    """One sentence each; usually none. Measures for which the applicant is ineligible are passed over where only those of use matter."""
    results, catalogue, as_of = assessment.measures, assessment.catalogue, assessment.as_of
    yield from only_closing(catalogue)
    yield from _outside_the_catalogue(catalogue, as_of)
    yield from _reviewed_long_ago(results, catalogue, as_of)
    yield from _not_searched(assessment)
    yield from caveats_of_useful([result for result in results if result.eligibility != "ineligible"], catalogue, as_of)


def caveats_of_useful(useful: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    """The caveats about measures that are of use to somebody, beside those of the catalogue itself."""
    yield from _ending_soon(useful, catalogue, as_of)
    yield from _carried_out_is_over(useful, catalogue, as_of)
    yield from _published_later(useful, catalogue, as_of)
    yield from _publication_unknown(useful, catalogue, as_of)


def caveats_of_catalogue(catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    """The caveats that do not depend on the applicant."""
    yield from only_closing(catalogue)
    yield from _outside_the_catalogue(catalogue, as_of)
    yield from _reviewed_long_ago((), catalogue, as_of)


def only_closing(catalogue: Catalogue) -> Iterator[Text]:
    """That only what is due is told, and that totals are of this alone; or that nothing is due."""
    until, count = catalogue.chosen.closing_by, len(catalogue.measures)
    if until is None:
        return
    if count:
        words = Text(
            "只列 {day} 以前（含当日）截止的措施（共 {count} 项），合计也只计这些措施",
            "only what closes by {day} is looked at ({measures}), and totals are of these alone",
        )
        yield words.format(day=until, count=count, measures=counted(count, "measure"))
    else:
        yield Text("到 {}（含当日）没有措施截止，因此没有列出措施", "no measure closes by {}, so that none is listed").format(until)


def caveats_of(result: MeasureResult, catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    """The caveats of one measure, whatever its eligibility."""
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
            yield Text("依据的 {} 在 {}", "rests on {}, {}").format(document.id, when)


def _outside_the_catalogue(catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    if not is_covered(catalogue, as_of):
        manifest = catalogue.manifest
        yield Text(
            "{day} 不在政策目录涵盖的时间内（{first} 至 {last}）", "{day} is outside the time that the catalogue covers ({first} to {last})"
        ).format(day=as_of, first=manifest.covers_from, last=manifest.covers_until)


def _reviewed_long_ago(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    age = days_unreviewed(catalogue, as_of)
    if age is not None:
        yield Text(
            "政策目录核对于 {reviewed}，距今 {age} 天，此后的变化没有反映",
            "the catalogue was reviewed on {reviewed}, {days} before: later changes are not in it",
        ).format(reviewed=catalogue.manifest.reviewed_on, age=age, days=counted(age, "day"))
    older = unreviewed(results, catalogue, as_of)
    if older:
        words = Text("超过 {} 天没有核对的措施：{}", "not reviewed for more than {} days: {}")
        yield words.format(LONGEST_UNREVIEWED.days, _few([measure.title for measure in older]))


def _ending_soon(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    for ending in ending_soon(results, catalogue, as_of):
        from guangdong_ai.reports.wording.citation import document_in_words
        from guangdong_ai.reports.wording.terms import CONFIDENCE, days_in_words

        yield Text(
            "{title}有效期至 {last}（{sure}），{left}；其下的措施：{names}",
            "{title} ends on {last} ({sure}), {left}; measures under it: {names}",
        ).format(
            title=document_in_words(ending.document),
            last=ending.last,
            sure=CONFIDENCE[dates_source(ending.document).confidence],
            left=days_in_words(ending.days_left, ending.weekdays_left, ending.working_days_left),
            names=_few([measure.title for measure in ending.measures]),
        )


def _carried_out_is_over(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    for one in outlived(results, catalogue, as_of):
        from guangdong_ai.reports.wording.citation import document_in_words
        from guangdong_ai.reports.wording.terms import CONFIDENCE

        yield Text(
            "{title}有效期至 {last}（{sure}），已经到期；实施它的{rules}{validity}；其下的措施：{names}",
            "{title} ended on {last} ({sure}); it is carried out by {rules}, {validity}; measures under it: {names}",
        ).format(
            title=document_in_words(one.carried_out),
            last=one.last,
            sure=CONFIDENCE[dates_source(one.carried_out).confidence],
            rules=document_in_words(one.document),
            validity=_own_validity(one.document),
            names=_few([measure.title for measure in one.measures]),
        )


def _own_validity(document: Document) -> Text:
    if document.valid_until is None:
        return Text(
            "自身的有效期没有见到，是否仍然有效不能确定", "whose own last day was not seen: it is not certain whether it is still in force"
        )
    from guangdong_ai.reports.wording.terms import CONFIDENCE

    last, sure = document.valid_until, CONFIDENCE[dates_source(document).confidence]
    return Text("自身有效期至 {}（{}）", "itself valid until {} ({})").format(last, sure)


def _not_searched(assessment: AssessmentResult) -> Iterator[Text]:
    """That nobody has looked for measures for an applicant with these answers, of its city, say."""
    for gap in coverage_gaps(assessment.catalogue, assessment.profile.facts):
        if gap.choice.coverage == "not_searched":
            yield coverage_in_words(gap.choice)


def _published_later(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    later = Counter(document.id for result in results for document in published_later(result, catalogue, as_of))
    for name, count in later.items():
        when = not_yet_published(catalogue.documents[name], as_of)
        yield Text("{0} 在 {1}，有 {2} 项措施以它为依据", "{0} was {1}; {3} on it").format(
            name, when, count, counted(count, "measure rests", "measures rest")
        )


def _publication_unknown(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> Iterator[Text]:
    names = dict.fromkeys(document.id for result in results for document in publication_unknown(result, catalogue, as_of))
    if names:
        listed = few([Text(name, name) for name in names], _MOST_NAMES, Text("、", ", "))
        yield Text(
            "不清楚 {} 时是否已公布（公布日期没有查到）、按已公布处理的文件：{}",
            "not known whether published on {} (the day was not found), treated as published: {}",
        ).format(as_of, listed)


def _few(names: Sequence[Text]) -> Text:
    return few(names, _MOST_NAMES, Text("、", "; "))
