"""Figures: what a rule computes with is what the texts beside it say, and a source says it too."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.lint.stated_figures import days_in, numbers_in, shares_in, years_in, yuan_in
from guangdong_ai.catalogue.lint.subject import Subject, amounts_of, criteria_of, error, warning
from guangdong_ai.finding import Finding
from guangdong_ai.rules.amount import Amount, Fixed, Rate, parts_of
from guangdong_ai.rules.condition import Compare, Condition, Ratio, children
from guangdong_ai.rules.source import SURENESS
from guangdong_ai.rules.value import Kind
from guangdong_ai.text import LANGUAGES, Text

Figure = int | Decimal | date

_STATED: Mapping[Kind, Callable[[str], frozenset[Figure]]] = {"money": yuan_in, "share": shares_in, "date": days_in, "year": years_in}
_OF_NO_ACCOUNT = (Decimal(0), Decimal(1))
"""A rate of 1 is "1 : 1", and 0 is nothing: neither is a figure that a source would state."""


def texts_state_the_thresholds(subject: Subject) -> Iterator[Finding]:
    """A criterion's text states no other figure than its condition.

    Only what is sure is told: the text states a figure of that kind which is no threshold, and leaves out one that is.
    """
    for file in subject.declaring("measures", "calls"):
        for index, criterion in enumerate(criteria_of(file)):
            if criterion.when is None:
                continue
            for kind, stated_in in _STATED.items():
                thresholds = {figure for of_kind, figure in _thresholds(criterion.when, subject) if of_kind == kind}
                for language in LANGUAGES:
                    stated = stated_in(criterion.text.in_language(language))
                    left_out = {figure for figure in thresholds if stated.isdisjoint(_ways_to_say(figure))}
                    said = {way for figure in thresholds for way in _ways_to_say(figure)}
                    if left_out and stated - said:
                        yield _difference(file, index, language, stated - said, left_out)


def _difference(file: CheckedFile, index: int, language: str, stated: frozenset[Figure], computed: set[Figure]) -> Finding:
    text, rule = _listed(stated), _listed(computed)
    return warning(
        file,
        ("criteria", index, "text", language),
        Text(f"文字写的是 {text}，条件用的是 {rule}", f"the text says {text}, the condition {rule}"),
        Text("以原文为准，改正其中之一", "correct the one that differs from the published text"),
    )


def _listed(figures: frozenset[Figure] | set[Figure]) -> str:
    return ", ".join(sorted(f"{figure:,}" if isinstance(figure, int | Decimal) and figure > 9999 else str(figure) for figure in figures))


def _ways_to_say(figure: Figure) -> tuple[Figure, ...]:
    """A day can be named by the one before it or after it: "after 30 June" is "from 1 July"."""
    if isinstance(figure, date) and date.min < figure < date.max:
        return figure, figure - timedelta(days=1), figure + timedelta(days=1)
    return (figure,)


def _thresholds(condition: Condition, subject: Subject) -> Iterator[tuple[Kind, Figure]]:
    match condition:
        case Compare(fact=fact, operand=operand):
            for figure in operand if isinstance(operand, tuple) else (operand,):
                if not isinstance(figure, str | bool):
                    yield subject.catalogue.facts[fact].kind, figure
        case Ratio(operand=operand):
            for figure in operand if isinstance(operand, tuple) else (operand,):
                if isinstance(figure, int | Decimal):
                    yield "share", figure
        case _:
            for child in children(condition):
                yield from _thresholds(child, subject)


def figures_have_a_source(subject: Subject) -> Iterator[Finding]:
    """Each amount and rate that the funding computes with is stated by one of its sources."""
    for file in subject.declaring("measures"):
        texts = [source.figure.in_language(language) for source in file.value.funding.sources for language in LANGUAGES]
        stated = {number for text in texts for number in numbers_in(text)}
        for path, amount in amounts_of(file):
            unsaid = dict.fromkeys(figure for figure in _constants(amount) if figure not in stated and figure not in _OF_NO_ACCOUNT)
            for figure in unsaid:
                yield error(
                    file,
                    path,
                    Text(f"没有出处写明 {figure:,}", f"no source states {figure:,}"),
                    Text(
                        "在 [[funding.sources]] 的 figure 中用数字写明，如 200万元、30%",
                        "write it in figures in a figure of [[funding.sources]], such as 2,000,000 or 30 %",
                    ),
                )


def caps_are_stated(subject: Subject) -> Iterator[Finding]:
    """The text of a stacking rule states the cap that the rule sets, in each language."""
    for file in subject.declaring("stacking"):
        for index, rule in enumerate(file.value.rules):
            for language in LANGUAGES:
                if rule.most is not None and rule.most not in numbers_in(rule.text.in_language(language)):
                    yield error(
                        file,
                        ("rules", index, "text", language),
                        Text(f"文字没有写明上限 {rule.most:,}", f"the text does not state the cap of {rule.most:,}"),
                        Text("以数字写明，如 200万元", "write it in figures, such as 2,000,000"),
                    )


def _constants(amount: Amount) -> Iterator[Decimal]:
    if isinstance(amount, Fixed):
        yield amount.yuan
    if isinstance(amount, Rate):
        yield amount.rate
    for part in parts_of(amount):
        yield from _constants(part)


def sources_are_no_surer_than_their_document(subject: Subject) -> Iterator[Finding]:
    """What is taken from a document, or an article of it, that is itself only reported or inferred is not official."""
    documents = subject.catalogue.documents
    for file in subject.files:
        for path, source in _sources(file.plain, ()):
            document, confidence, article = documents[source["document"]], source["confidence"], source.get("article")
            allowed = document.confidence_of(article)
            if SURENESS[confidence] > SURENESS[allowed]:
                where = Text(" 本身", " itself") if article is None else Text(f"（{article}）", f" ({article})")
                yield warning(
                    file,
                    (*path, "confidence"),
                    Text(
                        f"标为 {confidence}，而文件 {document.id}{where.zh}只是 {allowed}",
                        f"marked {confidence}, while the document {document.id}{where.en} is only {allowed}",
                    ),
                )


def a_last_day_that_was_not_seen_is_inferred(subject: Subject) -> Iterator[Finding]:
    """Where a call says by when it is over because its last day was not seen, its days are marked as inferred."""
    for file in subject.declaring("calls"):
        call = file.value
        if call.over_by is not None and call.dates_source.confidence != "inferred":
            yield warning(
                file,
                ("over_by",),
                Text(
                    f"最后一天没有见到，日期却标为 {call.dates_source.confidence}",
                    f"the last day was not seen, yet the days are marked {call.dates_source.confidence}",
                ),
                Text('写 dates_confidence = "inferred"', 'write dates_confidence = "inferred"'),
            )


def _sources(data: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    if isinstance(data, dict):
        if "document" in data and "confidence" in data:
            yield path, data
        for key, value in data.items():
            if key != "cases":
                yield from _sources(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _sources(value, (*path, index))
