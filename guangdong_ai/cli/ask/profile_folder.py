"""The user's own folder of profiles: its content, and the file names of new ones."""

from datetime import date, datetime
from pathlib import Path

from guangdong_ai.api.clock import CHINA
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.foundation.toml_file import read_toml
from guangdong_ai.profiles.file_name import file_stem


@record
class EarlierProfile:
    """A profile in the folder: the name of the applicant (else of the file), and when it was saved last."""

    path: Path
    name: str
    saved: date


def profile_folder() -> Path:
    """The folder for profiles that were given no place of their own."""
    from platformdirs import user_data_path

    return user_data_path("guangdong-ai", appauthor=False) / "profiles"


def make_folder(folder: Path) -> None:
    """Make the folder, accessible to its owner only, if it does not exist. Raises Refused."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(
            [
                Finding(
                    message=Text(f"无法建立文件夹：{reason}", f"the folder cannot be made: {reason}"),
                    hint=Text("请指定档案文件，如", "name a file, like"),
                    command=("ask", "firm.toml"),
                    place=Place(file=folder),
                )
            ]
        ) from None


def earlier_profiles(folder: Path) -> list[EarlierProfile]:
    """The profiles in the folder, the one saved last first. An unreadable file is listed by its file name."""
    found = [(path.stat().st_mtime, path) for path in folder.glob("*.toml") if path.is_file()]
    return [
        EarlierProfile(path=path, name=_applicant(path) or path.stem, saved=datetime.fromtimestamp(saved, CHINA).date())
        for saved, path in sorted(found, reverse=True)
    ]


def path_for(name: str, folder: Path) -> Path | None:
    """The file for an applicant of that name; None if no character of it can be in a file name."""
    stem = file_stem(name)
    return folder / f"{stem}.toml" if stem else None


def _applicant(path: Path) -> str | None:
    try:
        name = read_toml(path).data["enterprise"]["name"]
    except (Refused, KeyError, TypeError):
        return None
    return name.strip() if isinstance(name, str) and name.isprintable() else None
