"""Which files of several folders count: what a later file declares stands for what an earlier one declared under the same id."""

from collections.abc import Sequence

from guangdong_ai.catalogue.check_files import LISTS, CheckedFile


def in_force(files: Sequence[CheckedFile]) -> tuple[CheckedFile, ...]:
    """The files without those that a later one replaces. Sections and lists (stacking rules, implications, contradictions, named criteria, evidence) are added up: each of their files counts."""
    last = {_declared(file): file for file in files}
    return tuple(file for file in files if last[_declared(file)] is file)


def _declared(file: CheckedFile) -> tuple[str, str]:
    if file.source.declares == "sections" or file.source.declares in LISTS:
        return file.source.declares, str(file.source.path)
    return file.source.declares, getattr(file.value, "id", "")
