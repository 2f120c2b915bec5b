"""What the JSON of several reports holds."""

from typing import Annotated, TypedDict

from msgspec import Meta

from guangdong_ai.assessment.criteria import CriterionOutcome, Eligibility
from guangdong_ai.assessment.window import WindowState
from guangdong_ai.catalogue.document import Scope
from guangdong_ai.catalogue.funding import FundingKind, FundingPer
from guangdong_ai.rules.source import Confidence


def means(words: str) -> Meta:
    """What a key means."""
    return Meta(description=words)


NonEmpty = Annotated[str, Meta(min_length=1)]
FactId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
IsoDay = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", extra_json_schema={"format": "date"})]
Digest = Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}$")]
Yuan = Annotated[int, Meta(ge=0)]
Count = Annotated[int, Meta(ge=0)]
PlainValue = NonEmpty | float | bool | list[NonEmpty]
"""A value of a fact, as in ``profile.facts``. None of its choices is null."""


class TextData(TypedDict):
    """The same statement in Chinese and in English."""

    zh: Annotated[NonEmpty, means("The statement in this language.")]
    en: Annotated[NonEmpty, means("The statement in this language.")]


class SourceData(TypedDict):
    """A place in a policy document."""

    document: Annotated[NonEmpty, means("The document's id.")]
    article: Annotated[NonEmpty | None, means("Article or chapter; null: not seen.")]
    confidence: Annotated[Confidence, means("How sure the catalogue is.")]
    note: Annotated[TextData | None, means("A remark on it.")]


class CatalogueData(TypedDict):
    """Which catalogue it was."""

    version: Annotated[NonEmpty, means("Its version.")]
    digest: Annotated[Digest, means("`sha256:` and the digest of its files.")]
    reviewed_on: Annotated[IsoDay, means("The day on which it was last held against what is published.")]


class ProfileData(TypedDict):
    """The answers of an applicant."""

    name: Annotated[NonEmpty | None, means("The applicant's name, if given.")]
    facts: Annotated[
        dict[FactId, PlainValue],
        means(
            "The known facts by id. Choices are lists of ids, days ISO dates, money yuan, shares from 0 to 1. A fact that is absent is unknown."
        ),
    ]
    dont_know: Annotated[list[FactId], means("Facts that were asked for and are not known.")]
    implied: Annotated[
        dict[FactId, PlainValue | None],
        means("What follows from the facts that were given, by id: known, never asked. Null: none of the choices."),
    ]


class CallData(TypedDict):
    """A round of applications."""

    id: Annotated[NonEmpty, means("Its id.")]
    title: Annotated[TextData, means("Its title.")]


class WindowData(TypedDict):
    """When applications are taken."""

    state: Annotated[WindowState, means("Whether applications are taken on the day.")]
    opens: Annotated[IsoDay | None, means("The first day; null: not published or not seen.")]
    closes: Annotated[IsoDay | None, means("The last day, inclusive; null: not published or not seen.")]
    days_left: Annotated[Count | None, means("Days from `as_of` to the last day, 0 on it; only while open.")]
    weekdays_left: Annotated[
        Count | None, means("The Mondays to Fridays among these days; public holidays are not taken off, make-up working days not added.")
    ]
    working_days_left: Annotated[
        Count | None,
        means(
            "The working days among these days, without public holidays and with make-up working days; null also where not all holidays are announced yet, or not known to this version."
        ),
    ]
    call: Annotated[CallData | None, means("The round of applications that the state comes from.")]
    note: Annotated[TextData | None, means("Why the state is what it is, where that is not plain.")]
    source: Annotated[SourceData | None, means("Where the state and its days come from; null: nothing is published.")]


class FigureData(TypedDict):
    """A row of a table of published figures."""

    key: Annotated[NonEmpty, means("The applicant's key in the table, for example its city.")]
    column: Annotated[NonEmpty, means("The column of the table.")]
    low: Annotated[Yuan | None, means("The figure's low end; null: looked for and not found.")]
    high: Annotated[Yuan | None, means("The figure's high end; null: looked for and not found.")]
    source: Annotated[SourceData | None, means("Where the figure stands.")]
    note: Annotated[TextData | None, means("A remark on the figure.")]


class FundingData(TypedDict):
    """What a measure may bring to this applicant."""

    kind: Annotated[
        FundingKind,
        means(
            "What the measure brings. Only `cash` and `voucher`, and `tax_relief` where a figure is published, have amounts; tax relief is in no total."
        ),
    ]
    low: Annotated[Yuan | None, means("Whole yuan; null: the kind has no amount.")]
    high: Annotated[Yuan | None, means("Whole yuan; null: the kind has no amount, or, beside a `low`, no upper figure can be given.")]
    per: Annotated[
        FundingPer | None,
        means(
            "What the amount is for: one year, or all years in which it is paid together; null: it is paid once, or the text does not say."
        ),
    ]
    years: Annotated[int | None, means("For how many years it is paid at most; null: the text does not say.")]
    note: Annotated[TextData | None, means("What limits or explains the amount.")]
    missing: Annotated[list[FactId], means("Facts that would make the amount more exact.")]
    estimated_from: Annotated[
        list[FigureData], means("Rows of tables that the amount rests on. With a figure in one of them it is an estimate.")
    ]


class CriterionData(TypedDict):
    """One criterion with its outcome."""

    id: Annotated[NonEmpty, means("Its id within the measure.")]
    call: Annotated[NonEmpty | None, means("The call that it belongs to; null: the measure's own.")]
    outcome: Annotated[CriterionOutcome, means("What came out; `review`: what can be computed is met, people judge the rest.")]
    decisive: Annotated[bool, means("Whether the eligibility is what it is because of this one.")]
    facts: Annotated[list[FactId], means("The facts that it looks at.")]
    missing: Annotated[list[FactId], means("Unknown facts that can still settle it.")]
    text: Annotated[TextData, means("The condition in words.")]
    review: Annotated[TextData | None, means("What people judge.")]
    source: Annotated[SourceData, means("Where the condition stands.")]


class LaterDocumentData(TypedDict):
    """A document that was published after the day."""

    document: Annotated[NonEmpty, means("The document's id.")]
    day: Annotated[IsoDay, means("The day from which it counts as published.")]


class MeasureData(TypedDict):
    """One measure of an assessment."""

    id: Annotated[NonEmpty, means("Its id.")]
    scope: Annotated[Scope, means("Whose support it is: that of the policy itself, or of whoever gives what stands next to it.")]
    document: Annotated[NonEmpty, means("The id of its policy document.")]
    article: Annotated[NonEmpty | None, means("Article of the document; null: it has none, or it was not seen.")]
    title: Annotated[TextData, means("Its title.")]
    eligibility: Annotated[Eligibility, means("The first axis of the result.")]
    window: Annotated[WindowData, means("The second axis of the result.")]
    funding: Annotated[FundingData, means("What it may bring to this applicant.")]
    criteria: Annotated[list[CriterionData], means("Its criteria and those of the call, in order.")]
    missing: Annotated[list[FactId], means("Facts that the eligibility still depends on.")]
    open_questions: Annotated[list[TextData], means("What the published text does not say.")]
    published_later: Annotated[
        list[LaterDocumentData], means("Documents that the result rests on although they had not been published on the day.")
    ]
    publication_unknown: Annotated[
        list[NonEmpty], means("Documents that the result rests on and of which it is not known whether they had been published on the day.")
    ]


class CallDaysData(TypedDict):
    """The days of a round of applications."""

    id: Annotated[NonEmpty, means("Its id.")]
    title: Annotated[TextData, means("Its title.")]
    posted: Annotated[IsoDay | None, means("The day on which it was published.")]
    opens: Annotated[IsoDay | None, means("The first day.")]
    closes: Annotated[IsoDay | None, means("The last day.")]
    over_by: Annotated[IsoDay | None, means("A day by which it was known to be over.")]
    source: Annotated[SourceData, means("Where the days stand.")]


class ShortTotalsData(TypedDict):
    """A total in short."""

    low: Annotated[Yuan | None, means("Whole yuan; null: there is no sum.")]
    high: Annotated[Yuan | None, means("Whole yuan; null: no upper figure, or no sum.")]
    if_all_met: Annotated[Yuan | None, means("What it would be if every undetermined measure were met too.")]
    counted: Annotated[list[NonEmpty], means("The measures in it.")]
