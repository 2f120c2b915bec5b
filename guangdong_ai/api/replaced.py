"""What a later folder declares anew: it stands for what an earlier folder says under the same id, from then on."""

from collections.abc import Iterator, Sequence

from guangdong_ai.catalogue.check_files import LISTS, CheckedFile, ids_of_lists
from guangdong_ai.catalogue.lint.subject import warning
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.reports.wording.field_names import KINDS

_NAMED_CRITERION = Text("共用条件", "named criterion")
"""Expanded where it is used, so that it is no kind of thing that a catalogue holds."""


def replaced(files: Sequence[CheckedFile]) -> Iterator[Finding]:
    """A warning at each thing that replaces an earlier one; ``files`` come in the order in which they are laid over each other."""
    earlier: dict[tuple[str, str], CheckedFile] = {}
    for file in files:
        for kind, name, path in _declared(file):
            before = earlier.get((kind, name))
            if before is not None:
                yield warning(
                    file,
                    path,
                    Text("取代 {where} 中的{what}", "replaces the {what} of {where}").format(
                        what=_what(kind, name), where=path_text(before.source.path)
                    ),
                    Text("如果不是有意取代，请换一个编号", "where that is not meant, give it another id"),
                )
            earlier[kind, name] = file


def _what(kind: str, name: str) -> Text:
    words = _NAMED_CRITERION if kind == "criteria" else KINDS[kind].name
    return joined(Text(" ", " "), [words, Text(name, name)]) if name else words


def _declared(file: CheckedFile) -> Iterator[tuple[str, str, KeyPath]]:
    """Everything that the file declares: its kind, its id, and where it stands. The id of a manifest is empty: one is in force."""
    declares = file.source.declares
    if declares == "manifest":
        yield declares, "", ("version",)
    elif declares == "sections":
        yield from (("facts", fact.id, ("facts", index, "id")) for index, fact in enumerate(file.value.facts))
    elif declares in LISTS:
        for kind, ids in ids_of_lists(file):
            yield from ((kind, name, path) for path, name in ids)
    else:
        yield declares, file.value.id, ("id",)
