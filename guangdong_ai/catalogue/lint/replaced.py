"""What a later folder declares anew: it stands for what an earlier folder says under the same id, from then on."""

from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.catalogue.check_files import LISTS, CheckedFile, ids_of_lists
from guangdong_ai.catalogue.lint.subject import warning
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.text import Text

_NAMES: Mapping[str, Text] = {
    "manifest": Text("目录说明", "the manifest"),
    "sections": Text("信息项", "the fact"),
    "documents": Text("文件", "the document"),
    "tables": Text("数额表", "the table"),
    "calls": Text("批次", "the call"),
    "stacking": Text("叠加规则", "the stacking rule"),
    "implications": Text("推论", "the implication"),
    "contradictions": Text("矛盾", "the contradiction"),
    "derived": Text("推算的信息项", "the derived fact"),
    "criteria": Text("命名条件", "the named criterion"),
    "holders": Text("材料保管部门", "the holder of papers"),
    "papers": Text("材料", "the paper"),
    "without_paper": Text("无材料可证的信息项", "the facts without a paper"),
    "measures": Text("措施", "the measure"),
}


def replaced(files: Sequence[CheckedFile]) -> Iterator[Finding]:
    """A warning at each thing that replaces an earlier one; ``files`` come in the order in which they are laid over each other."""
    earlier: dict[tuple[str, str], CheckedFile] = {}
    for file in files:
        for kind, name, path in _declared(file):
            key = (kind, name)
            before = earlier.get(key)
            if before is not None:
                yield warning(
                    file,
                    path,
                    Text("取代 {where} 中的{kind} {name}", "replaces {kind} {name} of {where}").format(
                        kind=_NAMES[kind], name=name, where=path_text(before.source.path)
                    ),
                    Text("如果不是有意取代，请换一个编号", "where that is not meant, give it another id"),
                )
            earlier[key] = file


def _declared(file: CheckedFile) -> Iterator[tuple[str, str, KeyPath]]:
    """Everything that the file declares: its kind, its id, and where it stands. A manifest has no id: there is one in force."""
    declares = file.source.declares
    if declares == "manifest":
        yield declares, "catalogue", ("version",)
    elif declares == "sections":
        yield from ((declares, fact.id, ("facts", index, "id")) for index, fact in enumerate(file.value.facts))
    elif declares in LISTS:
        for kind, ids in ids_of_lists(file):
            yield from ((kind, name, path) for path, name in ids)
    else:
        yield declares, file.value.id, ("id",)
