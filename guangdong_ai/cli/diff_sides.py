"""The two sides of ``measures diff`` as a person names them: catalogue folders, the bundled catalogue, or two days."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.written_date import written_date

if TYPE_CHECKING:
    from guangdong_ai.catalogue.catalogue import Catalogue

BUNDLED = "bundled"
"""The bundled catalogue, with the folders of ``--policies``; a folder of that name is ``./bundled``."""

_DAY = lazy_pattern(r"\d{4}-\d{2}-\d{2}")


@record
class DiffSide:
    """One side: its name, and its day or folders; ``folders`` is empty for a day."""

    name: Text
    day: date | None = None
    folders: tuple[Path, ...] = ()


def compared(old: str, new: str, added: Sequence[Path]) -> tuple[DiffSide, DiffSide]:
    """Both sides: two days or two catalogues. Raises WrongUsage for anything else.

    What is in force without being named is laid over both, but for a side itself: what one's own folder changes can be seen.
    """
    from guangdong_ai.api.packs import packs

    beneath = (*packs(besides=[*added, Path(old), Path(new)]), *added)
    one, other = _side(old, beneath), _side(new, beneath)
    if (one.day is None) != (other.day is None):
        raise WrongUsage(
            Text(f"不能拿目录与日期比较：{old} {new}", f"a catalogue cannot be compared with a day: {old} {new}"),
            Text(
                f"请给出两个目录（或 {BUNDLED}），或者两个日期",
                f"give two catalogue folders (or {BUNDLED}), or two days",
            ),
        )
    return one, other


def _side(given: str, added: Sequence[Path]) -> DiffSide:
    from guangdong_ai.catalogue.source_files import bundled_folder

    if given == BUNDLED:
        return DiffSide(name=Text("内置目录", "the bundled catalogue"), folders=(bundled_folder(), *added))
    if _DAY.fullmatch(given):
        return DiffSide(name=Text(given, given), day=_day(given))
    folder = Path(given)
    if not folder.is_dir() and (day := written_date(half_width(given))) is not None:
        return DiffSide(name=Text(str(day), str(day)), day=day)
    if not folder.is_dir():
        raise WrongUsage(
            Text(f"既不是文件夹，也不是日期或 {BUNDLED}：{given}", f"neither a folder nor a day nor {BUNDLED}: {given}"),
            Text(
                f"可用：目录文件夹、{BUNDLED}（内置目录），或写成 2026-11-23 的日期",
                f"accepted: a catalogue folder, {BUNDLED}, or a day written like 2026-11-23",
            ),
        )
    whole = (folder / "catalogue.toml").is_file()
    folders = (folder, *added) if whole else (bundled_folder(), *added, folder)
    # A folder that is named in both places is laid over once: twice it would declare everything twice.
    return DiffSide(name=Text(given, given), folders=tuple({path.resolve(): path for path in folders}.values()))


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise WrongUsage(Text(f"没有这一天：{given}", f"there is no such day: {given}"), None) from None


def both_catalogues(old: DiffSide, new: DiffSide) -> "tuple[Catalogue, Catalogue]":
    """The catalogues of two sides that are not days. Raises Refused with findings about both, each once."""
    from guangdong_ai.api.catalogue_access import catalogue_in

    loaded: list[Catalogue] = []
    findings: list[Finding] = []
    for side in (old, new):
        try:
            loaded.append(catalogue_in(side.folders))
        except Refused as refused:
            findings += refused.findings
    if findings:
        raise Refused(list(dict.fromkeys(findings)))
    return loaded[0], loaded[1]
