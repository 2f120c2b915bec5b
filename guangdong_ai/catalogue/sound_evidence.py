"""What evidence.toml may say: of facts, holders, measures and calls that are declared."""

from collections.abc import Collection, Iterator, Sequence

from guangdong_ai.catalogue.check_files import Evidence
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.context import RuleContext


def wrong_in_evidence(evidence: Evidence, facts: Collection[str], holders: Collection[str], named: Collection[str]) -> Iterator[Finding]:
    """What is wrong in the file. ``named``: the measures and calls, by id."""
    context = RuleContext()

    def known(path: KeyPath, what: Text, names: Sequence[str], declared: Collection[str]) -> None:
        for index, name in enumerate(names):
            if name not in declared:
                context.unknown_name((*path, index), what, name, declared)

    for index, paper in enumerate(evidence.papers):
        path: KeyPath = ("papers", index)
        known((*path, "facts"), Text("信息项", "fact"), paper.facts, facts)
        known((*path, "held_by"), Text("持有部门", "holder"), paper.held_by, holders)
        known((*path, "named_by"), Text("措施或申报批次", "measure or call"), paper.named_by, named)
        if not paper.facts:
            context.wrong((*path, "facts"), Text("没有写明证明哪些信息项", "it proves no fact"))
        if not paper.held_by:
            context.wrong((*path, "held_by"), Text("没有写明由谁持有", "nobody has it"))
        if paper.document is None and paper.confidence != "inferred":
            context.wrong(
                (*path, "confidence"),
                Text(f"标为 {paper.confidence}，却没有出处文件", f"marked {paper.confidence}, yet without a document"),
            )
    for index, without in enumerate(evidence.without_paper):
        known(("without_paper", index, "facts"), Text("信息项", "fact"), without.facts, facts)
    yield from context.findings
