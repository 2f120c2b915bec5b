"""The overview of the reports of many applicants: what matters most first, then all of them by city, each with a link to its report."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.batch.outcome import Counts
from guangdong_ai.batch.read.table import Reject
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.profiles.quotation import one_line
from guangdong_ai.reports.content.blocks import (
    Block,
    Content,
    Folded,
    KeyFigure,
    KeyFigures,
    NamedRow,
    Section,
    TableBlock,
    TableCell,
    TableColumn,
    TableGroup,
    TextBlock,
)
from guangdong_ai.reports.content.lead import catalogue_line, no_promise, warning_lines
from guangdong_ai.reports.content.portfolio.figures import money_figures
from guangdong_ai.reports.content.portfolio.firm import Firm
from guangdong_ai.reports.content.portfolio.measures_of_many import Many, caveats_of_many, firms_in_words
from guangdong_ai.reports.wording.phrase import beside, with_colon
from guangdong_ai.reports.wording.repeated_wording import repeated_in_words
from guangdong_ai.reports.wording.sum_wording import amounts_in_words, if_all_met_in_words
from guangdong_ai.reports.wording.terms import ELIGIBILITY, marked_eligibility

_MOST_DUE = 15
_ALL_OPEN = 60
"""So many applicants are shown at once; of more each city is folded."""
_IN_A_TABLE = 200
_MOST_REJECTS = 200
_MOST_REPEATED = 20
_NO_CITY = Text("城市不明", "City not known")
_SHOWN: tuple[Eligibility, ...] = ("eligible", "conditional", "undetermined")


def overview_content(portfolio: Many, counts: Counts, rejects: Sequence[Reject], files: Mapping[str, str]) -> Content:
    """The overview. ``files``: the address of each applicant's report, by the place of the applicant (``place_of``)."""
    firms = _in_order(portfolio)
    lead = [
        TextBlock(Text("按 {} 自评", "assessed for {}").format(portfolio.as_of), "aside"),
        TextBlock(catalogue_line(portfolio.catalogue), "aside"),
    ]
    sections = [
        Section(None, (KeyFigures((*_counts(counts), *money_figures(portfolio.summary))), TextBlock(no_promise(), "aside"))),
        *_due(firms, portfolio, files),
        *_by_city(firms, portfolio, files),
        *_rejected(rejects),
    ]
    lead += warning_lines(caveats_of_many(portfolio))
    lead += warning_lines([with_colon(one_line(one.file), repeated_in_words(one)) for one in counts.repeated[:_MOST_REPEATED]])
    return Content(Text("各单位报告总览", "Overview of the reports"), tuple(lead), tuple(sections))


def place_of(firm: Firm) -> str:
    """Which applicant it is, among all of the inputs."""
    return f"{firm.file}:{firm.line}"


def _in_order(portfolio: Many) -> list[Firm]:
    """Those first that can apply for something that ends soonest; then by the most that the sum may be; then as the inputs have them."""
    return sorted(portfolio.firms, key=lambda firm: (_ends(firm, portfolio) or date.max, -_most(firm)))


def _ends(firm: Firm, portfolio: Many) -> date | None:
    """The last day of what the applicant can apply for now and that ends first."""
    passed = {*firm.having("eligible"), *firm.having("conditional")}
    return next((one.window.closes for one in portfolio.deadlines if one.measure.id in passed), None)


def _most(firm: Firm) -> int:
    """The most that the sum may be; without an upper figure the least."""
    if firm.low is None or not firm.counted:
        return -1
    return firm.low if firm.high is None else firm.high


def _counts(counts: Counts) -> Iterator[KeyFigure]:
    notes = [Text(f"读取 {counts.read:,} 条", f"of {counts.read:,} read")]
    if counts.rejected:
        notes.append(Text(f"剔除 {counts.rejected:,} 条，见本页末尾", f"{counts.rejected:,} rejected: see the end of this page"))
    yield KeyFigure(Text("自评的单位", "Assessed"), firms_in_words(counts.assessed), tuple(notes))


def _due(firms: Sequence[Firm], portfolio: Many, files: Mapping[str, str]) -> Iterator[Section]:
    """The first of them that can apply for something now, until a known day; left out where all applicants are in sight anyway."""
    due = [firm for firm in firms[:_MOST_DUE] if _ends(firm, portfolio) is not None]
    if due and len(firms) > _ALL_OPEN:
        yield Section(Text("最先截止的", "Due first"), (_table(due, portfolio, files, with_city=True),), divided=True)


def _by_city(firms: Sequence[Firm], portfolio: Many, files: Mapping[str, str]) -> Iterator[Section]:
    """All applicants, those cities first that have the most."""
    cities: dict[str, list[Firm]] = {}
    for firm in firms:
        cities.setdefault(firm.city, []).append(firm)
    for city, group in sorted(cities.items(), key=lambda item: (not item[0], -len(item[1]))):
        title = beside(Text(city, city) if city else _NO_CITY, firms_in_words(len(group)))
        if len(firms) <= _ALL_OPEN:
            yield Section(title, (_table(group, portfolio, files),), divided=True)
        else:
            yield Section(title, tuple(_folded(group, portfolio, files)), divided=True)


def _folded(group: Sequence[Firm], portfolio: Many, files: Mapping[str, str]) -> Iterator[Block]:
    """In pieces that can be read."""
    for first in range(0, len(group), _IN_A_TABLE):
        piece = group[first : first + _IN_A_TABLE]
        last = first + len(piece)
        name = (
            Text("逐家列出", "List them")
            if len(group) <= _IN_A_TABLE
            else Text(f"第 {first + 1:,}～{last:,} 家", f"{first + 1:,} to {last:,}")
        )
        yield Folded(name, (_table(piece, portfolio, files),))


def _table(firms: Sequence[Firm], portfolio: Many, files: Mapping[str, str], *, with_city: bool = False) -> TableBlock:
    """A row for each applicant; ``with_city``: no heading says in which city it is."""
    columns = (
        TableColumn(Text("结果", "Results"), "outcome"),
        TableColumn(Text("可能得到的合计", "May bring together"), "money"),
        TableColumn(Text("最近截止", "Next deadline"), "window"),
    )
    rows = tuple(_row(firm, portfolio, files, with_city=with_city) for firm in firms)
    return TableBlock(Text("单位", "Applicant"), columns, (TableGroup(None, rows),))


def _row(firm: Firm, portfolio: Many, files: Mapping[str, str], *, with_city: bool) -> NamedRow:
    counts = ((name, len(firm.having(name))) for name in _SHOWN)
    cells: list[TableCell] = [
        tuple(TextBlock(Text("{} {}", "{} {}").format(marked_eligibility(name), count), name) for name, count in counts if count),
        tuple(_money(firm)),
        tuple(_deadline(firm, portfolio)),
    ]
    name = Text(firm.name, firm.name) if firm.name else Text(firm.id, firm.id)
    about = [firm.id] if firm.name and firm.id != firm.name else []
    about += [firm.city] if with_city and firm.city else []
    named = beside(name, joined(Text("，", ", "), [Text(words, words) for words in about])) if about else name
    return NamedRow(named, "", tuple(cells), files[place_of(firm)])


def _said(words: str) -> TextBlock:
    return TextBlock(Text(words, words))


def _money(firm: Firm) -> Iterator[TextBlock]:
    yield TextBlock(amounts_in_words(firm.low, firm.high, any_counted=firm.counted > 0))
    if firm.more:
        yield TextBlock(if_all_met_in_words(firm.if_all_met), "aside")


def _deadline(firm: Firm, portfolio: Many) -> Iterator[TextBlock]:
    deadline = portfolio.next_deadline(firm)
    if deadline is not None:
        yield TextBlock(Text(f"{deadline.window.closes}", f"{deadline.window.closes}"))
        state = firm.measures[deadline.measure.id].eligibility
        yield TextBlock(beside(deadline.measure.title, ELIGIBILITY[state]), "aside")


def _rejected(rejects: Sequence[Reject]) -> Iterator[Section]:
    """What is wrong with the inputs, the first of it; cells made unknown are said to be so."""
    if not rejects:
        return
    columns = (
        TableColumn(Text("编号、名称", "Id, name")),
        TableColumn(Text("列", "Column")),
        TableColumn(Text("原因", "Reason")),
        TableColumn(Text("处理", "Effect")),
    )
    rows = tuple(_reject(one) for one in rejects[:_MOST_REJECTS])
    title = Text("没有自评的行，和按未知处理的单元格", "Rows that were not assessed, and cells made unknown")
    table = TableBlock(Text("行", "Row"), columns, (TableGroup(None, rows),))
    more = len(rejects) - len(rows)
    left = (TextBlock(Text(f"还有 {more:,} 条", f"{more:,} more"), "aside"),) if more > 0 else ()
    yield Section(title, (Folded(Text("逐条列出", "List them"), (table, *left)),), divided=True)


def _reject(one: Reject) -> NamedRow:
    wrong = one.wrong
    file = path_text(wrong.file)
    where = Text(file, file) if wrong.line is None else Text("{} 第 {} 行", "{}, row {}").format(file, wrong.line)
    who = " ".join(word for word in (one.id, one.name) if word)
    reason = wrong.reason if wrong.hint is None else with_colon(wrong.reason, wrong.hint)
    effect = Text("按未知处理", "made unknown") if one.lenient else Text("整行剔除", "rejected")
    return NamedRow(where, "", ((_said(who),), (_said(wrong.column),), (TextBlock(reason),), (TextBlock(effect),)))
