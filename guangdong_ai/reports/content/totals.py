"""The totals of an assessment: the range, what it does not contain, and what is not settled in it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.assessment.result import AssessmentResult, RelevantRule
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.funding import FundingPer
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.stacking_rule import StackingForm
from guangdong_ai.foundation.text import Text, counted, joined
from guangdong_ai.reports.content.blocks import TextBlock
from guangdong_ai.reports.wording.phrase import beside, few, quoted
from guangdong_ai.reports.wording.stacking_wording import cap_in_words, fixed_cap_in_words
from guangdong_ai.reports.wording.sum_wording import has_more, if_all_met_in_words, sum_in_words
from guangdong_ai.reports.wording.terms import GIVER, period_in_words, rests_on_table

_MOST_TITLES = 4


def totals_blocks(assessment: AssessmentResult) -> Iterator[TextBlock]:
    """What the best permitted combination may bring. Nothing is said of money where no measure may bring any."""
    totals = assessment.totals
    amount, total = sum_in_words(totals), Text("合计：{}", "Total: {}")
    if not totals.counted:
        yield TextBlock(total.format(amount), "strong")
    else:
        about = joined(Text("，", ", "), list(about_counted(assessment)))
        yield TextBlock(total.format(beside(amount, about)), "strong")
        how = Text(
            "符合和有条件符合的措施按允许的最佳组合计：下限是按已公布的规则至少可得的，上限是最多可得的",
            "eligible and conditional measures in the best permitted combination: from the least to the most that the published rules give",
        )
        yield TextBlock(how, level=1)
        yield from (TextBlock(text, level=1) for text in (*_givers(assessment), *_periods(assessment)))
    if has_more(totals):
        yield TextBlock(if_all_met_in_words(totals.if_all_met), level=1)
    for head, rules in _relevant_rules(assessment):
        if rules:
            yield TextBlock(head, level=1)
        yield from (TextBlock(_named(rule, assessment.catalogue), level=2) for rule in rules)
    for rule in totals.not_known:
        yield TextBlock(_ceiling_not_known(rule, assessment.catalogue), level=1)
    yield from (TextBlock(text, level=1) for text in _left_out(assessment))


def about_counted(assessment: AssessmentResult) -> Iterator[Text]:
    """How many measures are counted, and whether there are estimates and vouchers among them."""
    included = [result for result in assessment.measures if result.measure in assessment.totals.counted]
    yield Text(f"{len(included)} 项措施", counted(len(included), "measure"))
    if any(rests_on_table(result.funding) for result in included):
        yield Text("含估算", "estimates included")
    if any(result.funding.kind == "voucher" for result in included):
        yield Text("含券", "vouchers included")


def _givers(assessment: AssessmentResult) -> Iterator[Text]:
    """Whose money is in the total, where it is not the policy's alone: each giver is applied to apart and decides by its own rules."""
    catalogue = assessment.catalogue
    of = Counter(catalogue.scope_of(measure) for measure in assessment.totals.counted)
    if set(of) <= {"policy"}:
        return
    words = Text("{giver} {number} 项", "{measures} of {giver}")
    named = [words.format(giver=GIVER[scope], number=of[scope], measures=counted(of[scope], "measure")) for scope in GIVER if scope in of]
    listed = joined(Text("、", ", "), named)
    if len(of) == 1:
        yield Text("都不是本政策的钱：{}", "none of it is the policy's own: {}").format(listed)
    else:
        yield Text("不止一方出钱，各按各的规定决定：{}", "it comes from several givers, each with rules of its own: {}").format(listed)


def _periods(assessment: AssessmentResult) -> Iterator[Text]:
    """What is paid by the year, and so is in the total for one year; and what is for several years together."""
    heads: Mapping[FundingPer, Text] = {
        "year": Text("按年支持的只计一年：{}", "of what is paid by the year one year is in it: {}"),
        "in_all": Text("几年合计的全部计入：{}", "what is for several years together is in it as a whole: {}"),
    }
    for per, head in heads.items():
        named = [
            beside(measure.title, period_in_words(per, measure.funding.years)) if measure.funding.years else measure.title
            for measure in assessment.totals.counted
            if measure.funding.per == per and measure.funding.years != 1
        ]
        if named:
            yield head.format(few(named, _MOST_TITLES, Text("、", "; ")))


def _relevant_rules(assessment: AssessmentResult) -> Iterator[tuple[Text, list[RelevantRule]]]:
    """The rules that make the total what it is, by what they do to it."""
    limits, doubts = assessment.totals.limits, assessment.totals.doubts
    yield Text("合计有上限：", "together these are capped:"), _of_form("cap", limits)
    yield (
        Text("只补差额，合计只计最高的一项：", "only the difference is paid, together these count as much as the largest:"),
        _of_form("difference", limits),
    )
    yield (
        Text("能否同时享受未公布，下限只计一项、上限都计：", "whether these add up is not published, the low end counts one of them:"),
        [one for one in doubts if one.rule.form != "cap"],
    )
    yield (
        Text("合计有无上限未公布，下限按有上限计：", "whether these are capped together is not published, the low end is as if they were:"),
        _of_form("cap", doubts),
    )


def _of_form(form: StackingForm, rules: Sequence[RelevantRule]) -> list[RelevantRule]:
    return [one for one in rules if one.rule.form == form]


def _named(relevant: RelevantRule, catalogue: Catalogue) -> Text:
    names = _titles(list(relevant.measures))
    if relevant.rule.form != "cap":
        return names
    return beside(names, _cap(relevant, catalogue))


def _cap(relevant: RelevantRule, catalogue: Catalogue) -> Text:
    """The figure, with how it is worked out where it is the applicant's own; that alone where it is not known."""
    rule, ceiling = relevant.rule, relevant.ceiling
    if ceiling is None:
        return cap_in_words(rule, catalogue.facts, catalogue.tables)
    if ceiling.high is None:
        return rule.text
    figure = fixed_cap_in_words(rule, ceiling.high)
    return Text("{}：{}", "{}: {}").format(figure, rule.text)


def _ceiling_not_known(relevant: RelevantRule, catalogue: Catalogue) -> Text:
    """That the total is at most so much, since a ceiling of it is not known, and the answers that would tell."""
    if relevant.ceiling is None:
        raise TypeError(relevant)
    lacking = joined(Text("、", ", "), [quoted(catalogue.facts[fact].label) for fact in relevant.ceiling.missing])
    return Text(
        "上限只是“至多”：还有一条合计上限没有算进去，因为缺少{facts}（{rule}）：{measures}",
        "the high end is an upper bound only: one more limit is not in it, since {facts} is not known ({rule}): {measures}",
    ).format(facts=lacking, rule=relevant.rule.text, measures=_titles(list(relevant.measures)))


def _left_out(assessment: AssessmentResult) -> Iterator[Text]:
    by_reason: dict[Text, list[Measure]] = defaultdict(list)
    would_count = assessment.totals.counted_if_all_met
    for left_out in assessment.totals.left_out:
        if left_out.measure in would_count:
            continue  # the line about what all would make says it, and the list of undetermined measures names them
        by_reason[left_out.because].append(left_out.measure)
    for reason, measures in by_reason.items():
        names = _titles(measures)
        yield Text("未计入：{}（{}）", "not counted: {} ({})").format(names, reason)


def _titles(measures: list[Measure]) -> Text:
    return few([measure.title for measure in measures], _MOST_TITLES, Text("、", "; "))
