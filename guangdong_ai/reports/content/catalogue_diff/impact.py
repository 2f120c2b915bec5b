"""Whom the changes concern, and by how much: what came out before and what comes out now, for each applicant to whom it differs."""

from collections.abc import Iterator

from guangdong_ai.assessment.impact import MeasureImpact
from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.reports.content.blocks import Item, Section
from guangdong_ai.reports.content.catalogue_diff.diff import ApplicantImpact, Impacts
from guangdong_ai.reports.wording.phrase import begun_small, with_colon
from guangdong_ai.reports.wording.sum_wording import has_more, if_all_met_in_words, sum_in_words
from guangdong_ai.reports.wording.terms import ELIGIBILITY, NO_MONEY, funding_in_words, window_in_words
from guangdong_ai.reports.wording.value_wording import with_id
from guangdong_ai.text import Text, joined

_SENTENCES = Text("；", "; ")


def impact_section(impacts: Impacts) -> Section:
    """How many applicants there are and what changes in all; then those to whom something changes. The others are only counted."""
    summary = Item(impact_summary(impacts), strong=True)
    return Section(Text("影响", "Impact"), (summary, *(_applicant(applicant) for applicant in impacts.changed)))


def impact_summary(impacts: Impacts) -> Text:
    """The applicants, those to whom something changes, and the sums."""
    count, changed = len(impacts.applicants), len(impacts.changed)
    ends = [_by(Text("下限合计", "sum of low ends"), impacts.low), _by(Text("上限合计", "sum of high ends"), impacts.high)]
    words = [
        Text(f"{count} 份档案，{changed} 份有变化", f"{count} {_profiles(count)}, {changed} with a change"),
        joined(Text("，", ", "), ends),
    ]
    if impacts.without_high:
        left = impacts.without_high
        words.append(
            Text(f"{left} 份没有上限数字，未计入上限", f"{left} {_profiles(left)} without an upper figure left out of the high ends")
        )
    if impacts.without_sum:
        left = impacts.without_sum
        words.append(Text(f"{left} 份信息太少，没有合计", f"{left} {_profiles(left)} without a sum, since too little is known"))
    if impacts.refused:
        refused = len(impacts.refused)
        words.append(Text(f"另有 {refused} 份档案有误，没有自评", f"{refused} more could not be assessed"))
    return joined(_SENTENCES, words)


def _profiles(count: int) -> str:
    return "profile" if count == 1 else "profiles"


def _by(what: Text, yuan: int) -> Text:
    """The change of an end of a range, in words: a sign is easily overlooked."""
    if yuan == 0:
        return Text("{}不变", "{} unchanged").format(what)
    zh, en = money_in_words(abs(yuan), "zh"), money_in_words(abs(yuan), "en")
    if yuan > 0:
        return Text("{what}增加{zh}", "{what} up by {en}").format(what=what, zh=zh, en=en)
    return Text("{what}减少{zh}", "{what} down by {en}").format(what=what, zh=zh, en=en)


def _applicant(applicant: ApplicantImpact) -> Item:
    name = applicant.impact.new.profile.name or applicant.impact.old.profile.name
    who = Text(name, name) if name is not None else Text("未命名的申报单位", "Unnamed applicant")
    inside = (Item(_totals(applicant), strong=True), *(Item(_measure(measure)) for measure in applicant.impact.measures))
    return Item(with_id(who, applicant.file), inside=inside)


def _totals(applicant: ApplicantImpact) -> Text:
    impact = applicant.impact
    before, after = _total(impact.old.totals), _total(impact.new.totals)
    if before == after:
        return Text("合计不变：{}", "total unchanged: {}").format(after)
    ends = ((Text("下限", "low end"), impact.low), (Text("上限", "high end"), impact.high))
    by = [_by(name, yuan) for name, yuan in ends if yuan is not None]
    if not by:
        return Text("合计：{} → {}", "total: {} → {}").format(before, after)
    words = joined(Text("，", ", "), by)
    return Text("合计：{} → {}（{}）", "total: {} → {} ({})").format(before, after, words)


def _total(totals: Totals) -> Text:
    amount = sum_in_words(totals)
    if not has_more(totals):
        return amount
    more = if_all_met_in_words(totals.if_all_met)
    return joined(_SENTENCES, [amount, begun_small(more)])


def _measure(measure: MeasureImpact) -> Text:
    words = joined(_SENTENCES, list(_differences(measure)))
    title = with_id(measure.measure.title, measure.measure.id)
    return with_colon(title, words)


def _differences(measure: MeasureImpact) -> Iterator[Text]:
    """Eligibility, money and window, each where it differs; of a measure that only one side has, all of them."""
    old, new = measure.old, measure.new
    if old is None or new is None:
        only = old or new
        yield Text("新增", "new") if old is None else Text("已不在目录中", "no longer in the catalogue")
        if only is not None:
            yield from _outcome(only)
        return
    for before, after in zip(_outcome(old), _outcome(new), strict=True):
        if before != after:
            yield Text("{} → {}", "{} → {}").format(before, after)


def _outcome(result: MeasureResult) -> tuple[Text, Text, Text]:
    money = NO_MONEY if result.eligibility == "ineligible" else funding_in_words(result.funding)
    return ELIGIBILITY[result.eligibility], money, window_in_words(result.window)
