"""Evidence: what is asked for has a paper that proves it, and a document has an address."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guangdong_ai.catalogue.evidence import without_evidence
from guangdong_ai.catalogue.lint.subject import Subject, criteria_of, warning
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.rules.condition import facts_of

if TYPE_CHECKING:
    from pathlib import Path

    from guangdong_ai.catalogue.check_files import CheckedFile


def facts_of_criteria_have_papers(subject: Subject) -> Iterator[Finding]:
    """Each fact that a criterion reads has a paper that proves it, or it is said that none is known. Told once, where it is read first."""
    catalogue = subject.catalogue
    if not catalogue.papers:  # a catalogue that tells nothing of papers
        return
    told: set[str] = set()
    for file in subject.declaring("measures", "calls"):
        for index, criterion in enumerate(criteria_of(file)):
            facts = () if criterion.when is None else facts_of(criterion.when)
            for fact in without_evidence(facts, catalogue.papers, catalogue.without_paper, catalogue.derived):
                if fact not in told:
                    told.add(fact)
                    yield warning(
                        file,
                        ("criteria", index),
                        Text(f"没有写明 {fact} 用什么材料证明", f"no paper is known that proves {fact}"),
                        Text(
                            "写进 evidence.toml 的 [[papers]]，或者连同理由写进 [[without_paper]]",
                            "name it in evidence.toml: under [[papers]], or with the reason under [[without_paper]]",
                        ),
                    )


def documents_have_addresses(subject: Subject) -> Iterator[Finding]:
    """It is told which documents have no address: in one warning a folder, at the first of them, since an address that nobody found is no mistake."""
    by_folder: dict[Path, list[CheckedFile]] = {}
    for file in subject.declaring("documents"):
        if file.value.address is None:
            by_folder.setdefault(file.source.folder, []).append(file)
    for without in by_folder.values():
        names = joined(Text("、", ", "), [Text(file.value.id, file.value.id) for file in without])
        yield warning(
            without[0],
            ("id",),
            Text("有 {} 份文件没有网址：{}", "documents without an address: {}, namely {}").format(len(without), names),
            Text("查到官方网址后写在 address", "once its publisher's address is found, write it in address"),
        )
