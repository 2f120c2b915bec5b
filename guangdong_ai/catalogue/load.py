"""Loading the catalogue: from the cache if it was made from the same files, else by checking them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.source_files import Declares, SourceFile, bundled_folder, digest_of, read_files
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, KeyPath, Place
from guangdong_ai.foundation.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from guangdong_ai.catalogue.check_files import CheckedFile


def load_catalogue(added: "Sequence[Path]" = (), *, cache_folder: "Path | None" = None) -> Catalogue:
    """The bundled catalogue, with declarations replaced or added by the folders in ``added``, in order. Raises Refused with all findings.

    ``cache_folder``: where checked catalogues are cached; None: no cache.
    """
    return load_folders((bundled_folder(), *added), cache_folder=cache_folder)


def load_folders(folders: "Sequence[Path]", *, cache_folder: "Path | None" = None) -> Catalogue:
    """The catalogue in these folders, a later one replacing declarations of an earlier. Raises Refused with all findings."""
    files = read_files(folders)
    return load_files(files, digest_of(files), folders, cache_folder=cache_folder)


def load_files(files: Sequence[SourceFile], digest: str, folders: "Sequence[Path]", *, cache_folder: "Path | None") -> Catalogue:
    """The catalogue in these files, which were read from ``folders`` and have this digest. Raises Refused with all findings."""
    cached = None if cache_folder is None else cached_catalogue(cache_folder, digest)
    return _checked(files, digest, folders, cache_folder) if cached is None else cached


def cached_catalogue(cache_folder: "Path | str", digest: str) -> Catalogue | None:
    """The cached catalogue for the files with this digest; None where there is none."""
    from guangdong_ai.catalogue.cache import cached_contents

    contents = cached_contents(cache_folder, digest)
    return None if contents is None else Catalogue(contents, digest)


def check_folders(
    folders: "Sequence[Path]", more: Sequence[SourceFile] = ()
) -> "tuple[Catalogue | None, list[CheckedFile], list[Finding]]":
    """For lint: the catalogue if it can be made, the files whose form is right, and all findings. ``more``: files that are not written yet."""
    files = (*read_files(folders), *more)
    return _check(files, digest_of(files), folders)


def source_of(declares: Declares, name: str, added: "Sequence[Path]") -> dict[str, Any]:
    """The plain data of the last file that declares ``name``."""
    from guangdong_ai.foundation.toml_file import parse_toml

    files = [file for file in read_files((bundled_folder(), *added)) if file.declares == declares]
    declared = [parse_toml(file.content, file.path).data for file in files]
    return next(data for data in reversed(declared) if data.get("id") == name)


def place_of(declares: Declares, name: str, path: KeyPath, added: "Sequence[Path]") -> Place:
    """The place of ``path`` in the last file that declares ``name``, alone or among others."""
    from guangdong_ai.foundation.toml_file import parse_toml

    for file in reversed(read_files((bundled_folder(), *added))):
        if file.declares == declares:
            toml = parse_toml(file.content, file.path)
            if toml.data.get("id") == name:
                return toml.place(path)
            for index, entry in enumerate(toml.data.get(declares, ())):
                if entry.get("id") == name:
                    return toml.place((declares, index, *path))
    return Place()


def _check(
    files: Sequence[SourceFile], digest: str, folders: "Sequence[Path]"
) -> "tuple[Catalogue | None, list[CheckedFile], list[Finding]]":
    from guangdong_ai.catalogue.check_files import check_files, merged
    from guangdong_ai.catalogue.references import check_references

    checked, findings = check_files(files)
    if not findings:
        findings = check_references(checked)
    if findings:
        return None, checked, findings
    contents = merged(checked)
    if contents is None:
        missing = Finding(
            message=Text("缺少 catalogue.toml", "catalogue.toml is missing"),
            hint=Text("政策文件夹的顶层须有 catalogue.toml", "a catalogue folder has a catalogue.toml at its top"),
            place=Place(file=folders[0]),
        )
        return None, checked, [missing]
    return Catalogue(contents, digest), checked, []


def _checked(files: Sequence[SourceFile], digest: str, folders: "Sequence[Path]", cache_folder: "Path | None") -> Catalogue:
    catalogue, _, findings = _check(files, digest, folders)
    if catalogue is None:
        raise Refused(findings)
    if cache_folder is not None:
        from guangdong_ai.catalogue.cache import keep

        keep(cache_folder, digest, catalogue.contents)
    return catalogue
