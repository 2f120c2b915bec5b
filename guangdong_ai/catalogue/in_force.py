"""The files in force among those of several folders: a later file replaces an earlier one that declares the same id."""

from collections.abc import Sequence

from guangdong_ai.catalogue.check_files import LISTS, CheckedFile


def in_force(files: Sequence[CheckedFile]) -> tuple[CheckedFile, ...]:
    """The files without the replaced ones. Of sections and lists (stacking, implications, contradictions, named criteria, evidence) all files are."""
    last = {_declared(file): file for file in files}
    return tuple(file for file in files if last[_declared(file)] is file)


def _declared(file: CheckedFile) -> tuple[str, str]:
    if file.source.declares == "sections" or file.source.declares in LISTS:
        return file.source.declares, str(file.source.path)
    return file.source.declares, getattr(file.value, "id", "")
