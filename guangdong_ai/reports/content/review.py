"""The checklist of whoever keeps the catalogue: a box for each thing to look at, under what is to be done."""

from collections.abc import Iterator, Mapping
from datetime import date

from guangdong_ai.assessment.review import TASKS, ReviewTask, Task, review_tasks
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import Language, Text, counted, joined
from guangdong_ai.reports.content.blocks import Checklist, Content, Item, Section, TextBlock
from guangdong_ai.reports.content.report import Report, Rows
from guangdong_ai.reports.wording.phrase import with_colon
from guangdong_ai.reports.wording.value_wording import with_id

_TITLES: Mapping[Task, Text] = {
    "stale": Text(
        "超过180天没有核对：对照原文后更新 reviewed_on", "Not reviewed for more than 180 days: compare with the text, then set reviewed_on"
    ),
    "ends": Text(
        "90天内到期的文件、批次和数额：查找接续的文件", "Documents, calls and figures that end within 90 days: look for what succeeds them"
    ),
    "rests_on_end": Text("所依据的文件即将到期或已经到期的措施", "Measures that rest on a document that ends within 90 days, or is over"),
    "validity_unknown": Text("有效期未知的文件：查找有效期", "Documents whose validity is not known: look it up"),
    "address_unopened": Text(
        "没有打开过，或超过180天没有打开的网址：打开核对", "Addresses not opened, or not for more than 180 days: open them"
    ),
    "no_address": Text("没有网址的文件：查找发布网址", "Documents without an address: look for it"),
}
"""What each task is about, and what is to be done."""

_DAYS: Mapping[Task, Text] = {
    "stale": Text("上次核对于 {}", "last reviewed on {}"),
    "ends": Text("最后一天 {}", "last day {}"),
    "rests_on_end": Text("文件的最后一天 {}", "last day of its document {}"),
    "address_unopened": Text("上次打开于 {}", "last opened on {}"),
}


def review_report(catalogue: Catalogue, as_of: date) -> Report:
    """The checklist in each form."""
    tasks = review_tasks(catalogue, as_of)

    def data() -> object:
        from guangdong_ai.reports.content.data.review import plain_review

        return plain_review(tasks, catalogue, as_of)

    return Report(content=lambda: review_content(tasks, catalogue, as_of), data=data, rows=lambda language: _rows(tasks, language))


def review_content(tasks: tuple[ReviewTask, ...], catalogue: Catalogue, as_of: date) -> Content:
    """A section for each task that there is something of."""
    count, version = len(tasks), catalogue.manifest.version
    about = Text("截至 {day}，政策目录 {version} 版：{zh} 处要核对", "as of {day}, catalogue {version}: {en} to look at")
    lead = TextBlock(about.format(day=as_of, version=version, zh=count, en=counted(count, "thing")), "aside")
    sections = []
    for task in TASKS:
        boxes = tuple(_box(one) for one in tasks if one.task == task)
        if boxes:
            title = Text("{}（{} 处）", "{} ({})").format(_TITLES[task], len(boxes))
            sections.append(Section(title, (Checklist(boxes),)))
    return Content(Text("政策目录的核对清单", "Review of the catalogue"), (lead,), tuple(sections))


def _box(one: ReviewTask) -> Item:
    return Item(with_id(one.name, one.id), tuple(_details(one)))


def _details(one: ReviewTask) -> Iterator[Text]:
    if one.day is not None and one.task in _DAYS:
        yield _DAYS[one.task].format(one.day)
    if one.document is not None:
        yield with_colon(Text("文件", "document"), one.document)
    if one.address is not None:
        yield with_colon(Text("网址", "address"), one.address)
    if one.measures:
        yield with_colon(Text("其下的措施", "measures"), joined(Text("、", ", "), [Text(name, name) for name in one.measures]))


def _rows(tasks: tuple[ReviewTask, ...], language: Language) -> Rows:
    """A row for each thing to look at."""
    columns = ("task", "subject", "id", "name", "day", "address", "document", "measures")
    rows = [
        (one.task, one.subject, one.id, one.name.in_language(language), one.day, one.address, one.document, " ".join(one.measures))
        for one in tasks
    ]
    return Rows(columns, rows)
