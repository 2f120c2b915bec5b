"""Days: reviews that are too old, documents that have expired, periods that end before they begin."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.lint.subject import Subject, error, warning
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.text import Text, counted

LONGEST_UNREVIEWED = timedelta(days=180)


def reviews_are_recent(subject: Subject) -> Iterator[Finding]:
    """The catalogue and each measure were compared with the published documents within the last 180 days."""
    for file in subject.declaring("manifest", "measures"):
        age = subject.as_of - file.value.reviewed_on
        if age > LONGEST_UNREVIEWED:
            yield warning(
                file,
                ("reviewed_on",),
                Text(
                    f"上次核对于 {file.value.reviewed_on}，已有 {age.days} 天",
                    f"last reviewed on {file.value.reviewed_on}, {counted(age.days, 'day')} ago",
                ),
                Text("重新核对原文后更新 reviewed_on", "compare it with the published text, then set reviewed_on"),
            )


def documents_are_in_force(subject: Subject) -> Iterator[Finding]:
    """No document is past its last valid day."""
    for file in subject.declaring("documents"):
        last = file.value.valid_until
        if last is not None and last < subject.as_of:
            under = [measure.id for measure in subject.catalogue.with_titles.values() if measure.document == file.value.id]
            measures = Text("、".join(under) or "无", ", ".join(under) or "none")
            yield warning(
                file,
                ("valid_until",),
                Text("有效期至 {}，已经过期；其下的措施：{}", "valid until {} only; measures under it: {}").format(last, measures),
                Text("查找接续的文件；过期的措施保留，不删除", "look for what succeeds it; measures that are over are kept, not deleted"),
            )


def periods_begin_before_they_end(subject: Subject) -> Iterator[Finding]:
    """The first day of each period is not after its last."""
    for file in subject.declaring("manifest", "documents", "tables", "calls"):
        for path, entry in _periods(file):
            for first, last in (
                ("valid_from", "valid_until"),
                ("covers_from", "covers_until"),
                ("posted", "closes"),
                ("signed", "valid_until"),
            ):
                begin, end = entry.get(first), entry.get(last)
                if isinstance(begin, date) and isinstance(end, date) and begin > end:
                    yield error(
                        file,
                        (*path, last),
                        Text(f"{last} {end} 早于 {first} {begin}", f"{last} {end} is before {first} {begin}"),
                    )


def _periods(file: CheckedFile) -> Iterator[tuple[KeyPath, Mapping[str, object]]]:
    yield (), file.plain
    for index, row in enumerate(file.plain.get("rows", ())):
        yield ("rows", index), row
