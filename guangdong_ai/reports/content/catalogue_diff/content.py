"""What a comparison of catalogues says: the sides, what was added, removed and changed, and whom it concerns, by how much."""

from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.assessment.impact import MeasureImpact
from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Language, Text, joined
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.reports.content.blocks import Content, Item, Section, labelled
from guangdong_ai.reports.content.catalogue_diff.diff import ApplicantImpact, CatalogueDiff, ComparedCatalogue, Impacts
from guangdong_ai.reports.content.catalogue_diff.worded import WordedChange
from guangdong_ai.reports.content.report import Report, Rows
from guangdong_ai.reports.wording.field_names import KINDS, About
from guangdong_ai.reports.wording.phrase import begun_small, capitalised, with_colon
from guangdong_ai.reports.wording.sum_wording import has_more, if_all_met_in_words, sum_in_words
from guangdong_ai.reports.wording.terms import ELIGIBILITY, NO_MONEY, funding_in_words, window_in_words
from guangdong_ai.reports.wording.value_wording import with_id

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
    changed = Text("{}增加{}", "{} up by {}") if yuan > 0 else Text("{}减少{}", "{} down by {}")
    return changed.format(what, money_in_words(abs(yuan)))


def _applicant(applicant: ApplicantImpact) -> Item:
    name = applicant.impact.new.profile.name or applicant.impact.old.profile.name
    who = Text(name, name) if name is not None else Text("未命名的申报单位", "Unnamed applicant")
    inside = (Item(_totals(applicant), strong=True), *(Item(_measure_impact(measure)) for measure in applicant.impact.measures))
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


def _measure_impact(measure: MeasureImpact) -> Text:
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


ABOUT: Mapping[About, Text] = {
    "rule": Text("规则", "rules"),
    "source": Text("出处", "sources"),
    "text": Text("文字", "wording"),
}
"""From what matters most: the order in which the changes of one thing are told."""

_ADDED, _REMOVED = Text("新增", "added"), Text("删除", "removed")
_BEFORE, _NOW = Text("原", "was"), Text("现", "now")


def diff_report(diff: CatalogueDiff) -> Report:
    """The comparison in each form."""

    def data() -> object:
        from guangdong_ai.reports.content.data.catalogue_diff import plain_diff

        return plain_diff(diff)

    return Report(content=lambda: diff_content(diff), data=data, rows=lambda language: _rows(diff, language))


def diff_content(diff: CatalogueDiff) -> Content:
    """The whole comparison."""
    first, *rest = diff_sections(diff)
    return Content(Text("政策目录的变化", "What changed in the catalogue"), (), (replace(first, divided=True), *rest))


def _rows(diff: CatalogueDiff, language: Language) -> Rows:
    """A row for each change."""
    columns = ("kind", "id", "name", "part", "label", "about", "change", "old", "new")
    rows = []
    for change in diff.changes:
        how = "added" if change.old is None else "removed" if change.new is None else "changed"
        words = (None if item is None else item.text.in_language(language) for item in (change.old, change.new))
        about = (change.kind, change.subject, change.name.in_language(language), change.part or None, change.label.in_language(language))
        rows.append((*about, change.about, how, *words))
    return Rows(columns, rows)


def diff_sections(diff: CatalogueDiff) -> Iterator[Section]:
    """The whole comparison. Within one thing rules come first, then sources, then wording."""
    yield Section(None, tuple(_about(diff)))
    for kind in KINDS:
        of_kind = [change for change in diff.changes if change.kind == kind]
        whole, parts = [change for change in of_kind if not change.part], [change for change in of_kind if change.part]
        yield from _added_and_removed(kind, whole)
        for subject in dict.fromkeys(change.subject for change in parts):
            yield _changed(kind, [change for change in parts if change.subject == subject])
    if diff.impacts is not None:
        yield impact_section(diff.impacts)


def _about(diff: CatalogueDiff) -> Iterator[Item]:
    yield labelled(Text("原来", "Before"), _side(diff.old))
    yield labelled(Text("现在", "After"), _side(diff.new))
    yield Item(summary(diff), (), Text("变化", "Changes"), strong=True)


def _side(side: ComparedCatalogue) -> Text:
    manifest = side.catalogue.manifest
    words = [
        side.name,
        Text(f"政策目录 {manifest.version} 版", f"catalogue {manifest.version}"),
        Text(f"核对于 {manifest.reviewed_on}", f"reviewed on {manifest.reviewed_on}"),
    ]
    if side.as_of is not None:
        words.append(Text(f"按 {side.as_of} 自评", f"assessed for {side.as_of}"))
    return joined(Text("，", ", "), words)


def summary(diff: CatalogueDiff) -> Text:
    """How many changes there are and what they are about; or, plainly, that there are none."""
    if diff.changes:
        counts = [(name, sum(change.about == about for change in diff.changes)) for about, name in ABOUT.items()]
        return joined(
            Text("，", ", "),
            [Text("{name} {count} 处", "{count} of {name}").format(name=name, count=count) for name, count in counts if count],
        )
    if diff.between_days:
        return Text("没有差异：目录在这两天相同", "No difference: the catalogue is the same on both days")
    if diff.old.catalogue.digest == diff.new.catalogue.digest:
        return Text("没有差异：文件相同", "No difference: the files are the same")
    return Text(
        "没有差异：文件只在用例、注释、次序或排版上不同",
        "No difference: the files differ in nothing but cases, comments, order or layout",
    )


def _added_and_removed(kind: str, changes: Sequence[WordedChange]) -> Iterator[Section]:
    for how, items in (
        (_ADDED, tuple(change.new for change in changes if change.old is None and change.new is not None)),
        (_REMOVED, tuple(change.old for change in changes if change.new is None and change.old is not None)),
    ):
        if items:
            name, count = KINDS[kind].name, len(items)
            several = name.en if count == 1 else KINDS[kind].several
            yield Section(
                Text("{how}{name}（{count} 项）", "{how}: {count} {several}").format(
                    how=capitalised(how), name=name, count=count, several=several
                ),
                items,
            )


def _changed(kind: str, changes: Sequence[WordedChange]) -> Section:
    name, subject = KINDS[kind].name, changes[0].name
    title = with_colon(capitalised(name), subject) if changes[0].subject is not None else capitalised(name)
    in_order = sorted(changes, key=lambda change: list(ABOUT).index(change.about))
    return Section(title, tuple(_part(change) for change in in_order))


def _part(change: WordedChange) -> Item:
    """A rule stands out among sources and wording."""
    strong, label = change.about == "rule", change.label
    if change.old is not None and change.new is not None:
        return Item(capitalised(label), inside=(_after(_BEFORE, change.old), _after(_NOW, change.new)), strong=strong)
    how = _ADDED if change.old is None else _REMOVED
    item = change.new if change.old is None else change.old
    return Item(capitalised(_after(how, Item(label)).text), inside=() if item is None else (item,), strong=strong)


def _after(head: Text, item: Item) -> Item:
    return Item(with_colon(head, item.text), item.details, inside=item.inside)
