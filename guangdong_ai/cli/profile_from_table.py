"""``profile from-table``: a profile file for each row of a table."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from guangdong_ai.cli.batch_messages import tell, tell_warnings
from guangdong_ai.cli.suggested_command import suggested_command
from guangdong_ai.cli.usage_error import WrongUsage
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Language, Text, counted

if TYPE_CHECKING:
    from guangdong_ai.api.profiles_from_table import RowProfile, TableProfiles
    from guangdong_ai.batch.read.table import Reject

_MOST_FINDINGS = 20


@record
class TableAsked:
    """The options of the command line. ``only``: ids or names, empty for every row; the others as for ``batch``."""

    inputs: tuple[str, ...]
    only: tuple[str, ...]
    id_column: str | None
    columns: Path | None
    sheet: str | None
    lenient: bool
    strict: bool
    go_on: bool


def write_profiles(asked: TableAsked, folder: Path | None, added: Sequence[Path], language: Language) -> bool:
    """Write the profiles, all of them or none; whether rows were rejected. Raises WrongUsage without a folder, and Refused."""
    from guangdong_ai.api.catalogue_access import catalogue_with
    from guangdong_ai.api.profiles_from_table import profiles_from
    from guangdong_ai.batch.job import reading_by_map
    from guangdong_ai.batch.read.input_files import input_files
    from guangdong_ai.foundation.record import replace

    if folder is None:
        raise WrongUsage(
            Text("缺少 --to", "--to is missing"),
            Text("写出放档案的文件夹，如 --to profiles", "name a folder for the profiles, like --to profiles"),
        )
    catalogue = catalogue_with(added)
    reading = replace(
        reading_by_map(asked.columns, catalogue),
        id_column=asked.id_column,
        lenient=asked.lenient,
        sheet=asked.sheet,
        strict=asked.strict,
    )
    made = profiles_from(input_files(asked.inputs), catalogue, reading, only=asked.only, go_on=asked.go_on)
    tell_warnings(made.warnings, language)
    new = _not_there_yet(made.profiles, folder)
    if made.profiles:
        _make(folder)
    for profile in new:
        _write(folder / profile.file_name, profile.text)
    had_rejects = _write_rejects(made.rejects, folder, language)
    _tell(made, new, folder, language, had_rejects=had_rejects)
    return made.rejected > 0


def _not_there_yet(profiles: "Sequence[RowProfile]", folder: Path) -> "list[RowProfile]":
    """Those to write. Raises Refused where a file of that name holds anything else: somebody may have gone on with it."""
    new, wrong = [], []
    for profile in profiles:
        path = folder / profile.file_name
        try:
            if path.read_bytes() != profile.text.encode():
                wrong.append(path)
        except FileNotFoundError:
            new.append(profile)
        except (OSError, ValueError):
            wrong.append(path)
    if wrong:
        hint = Text("请用 --to 另选文件夹，或先移走这些文件", "choose another folder with --to, or move these files away first")
        message = Text("文件已存在，内容与表格不同；没有写入任何档案", "the file exists and differs from the table; no profile was written")
        more = Text(f"还有 {len(wrong) - _MOST_FINDINGS} 份也是这样", f"{len(wrong) - _MOST_FINDINGS} more are like that")
        findings = [Finding(message=message, hint=hint, place=Place(file=path)) for path in wrong[:_MOST_FINDINGS]]
        raise Refused([*findings, *([Finding(message=more)] if len(wrong) > _MOST_FINDINGS else [])])
    return new


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot(error, folder) from None


def _write(path: Path, text: str) -> None:
    from guangdong_ai.foundation.atomic_file import write_whole

    try:
        write_whole(path, text.encode(), private=True)
    except (OSError, ValueError) as error:
        raise _cannot(error, path) from None


def _cannot(error: OSError | ValueError, path: Path) -> Refused:
    from guangdong_ai.foundation.not_written import why_not_written

    hint = Text("请检查文件夹能否写入、有无空间", "check that the folder may be written to and has room")
    return Refused(
        [Finding(message=Text("无法写入：{}", "cannot be written: {}").format(why_not_written(error)), hint=hint, place=Place(file=path))]
    )


def _write_rejects(rejects: "Sequence[Reject]", folder: Path, language: Language) -> bool:
    """Write what is wrong beside the folder, as ``batch`` does beside its result; whether a file of an earlier run was removed since nothing is."""
    from guangdong_ai.batch.checkpoints.claim import rejects_path
    from guangdong_ai.batch.write.result_files import ResultFiles
    from guangdong_ai.foundation.atomic_file import pending_file

    path = rejects_path(folder)
    try:
        if not rejects:
            had = path.exists()
            path.unlink(missing_ok=True)
            return had
        with pending_file(path) as pending:
            files = ResultFiles(folder, pending, language)
            for reject in rejects:
                files.reject(reject)
            files.close()
            pending.take_place()
    except OSError as error:
        raise _cannot(error, path) from None
    return False


def _tell(made: "TableProfiles", new: "Sequence[RowProfile]", folder: Path, language: Language, *, had_rejects: bool) -> None:
    """How many rows there were, what became of them, and how to go on."""
    from guangdong_ai.batch.checkpoints.claim import rejects_path

    total, there = len(made.profiles), len(made.profiles) - len(new)
    left_out = made.read - total - made.rejected
    counts = Text(
        f"读取 {made.read} = 档案 {total} + 剔除 {made.rejected}", f"read {made.read} = profiles {total} + rejected {made.rejected}"
    )
    tell(Text("{} + 未选 {}", "{} + not asked for {}").format(counts, left_out) if left_out else counts, language)
    words = Text("已写入 {folder}：{zh} 份", "written to {folder}: {en}").format(
        folder=folder, zh=len(new), en=counted(len(new), "profile")
    )
    same = Text(f"，另有 {there} 份已在其中，内容相同", f"; {there} were there already, the same")
    if total:
        tell(Text("{}{}", "{}{}").format(words, same) if there else words, language)
    if made.rejects:
        what = Text("剔除的行", "rows rejected") if made.rejected else Text("按未知处理的单元格", "cells made unknown")
        tell(Text("{}及原因见 {}", "{}; reasons in {}").format(what, rejects_path(folder)), language)
    elif had_rejects:
        path = rejects_path(folder)
        tell(Text(f"没有问题，已删除上次的 {path}", f"no rows rejected: {path} of an earlier run was removed"), language)
    if made.profiles:
        command = suggested_command(("check", str(folder / made.profiles[0].file_name)))
        tell(Text("接着用，例如：{}", "go on, for example with: {}").format(command), language)
