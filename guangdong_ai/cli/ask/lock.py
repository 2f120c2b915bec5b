"""A lock on a profile, so that only one questionnaire works on it."""

import os
from pathlib import Path

from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.file_lock import FileLock, HeldByAnother
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text


class ProfileLock:
    """Held from creation until ``release``, or until the process ends. Raises Refused where another process holds it."""

    def __init__(self, profile: Path) -> None:
        try:
            self._lock = FileLock(Path(os.path.realpath(profile)), str(os.getpid()))
        except HeldByAnother as held:
            raise Refused([_held(profile, held.note)]) from None
        except OSError as error:
            raise Refused([_not_writable(profile, error)]) from None

    def release(self) -> None:
        """Release the lock and remove its file."""
        self._lock.release()


def _held(profile: Path, holder: str) -> Finding:
    process = Text(f"（进程 {holder}）", f" (process {holder})") if holder.isdecimal() else Text("", "")
    return Finding(
        message=Text("另一个问卷正在使用这份档案{}", "another questionnaire has this profile open{}").format(process),
        hint=Text("请先在那个窗口按 ^X 保存退出，或换一份档案", "save and quit it with ^X first, or use another file"),
        place=Place(file=profile),
    )


def _not_writable(profile: Path, error: OSError) -> Finding:
    folder = profile.parent
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Finding(
            message=Text(f"没有这个文件夹：{folder}", f"there is no such folder: {folder}"),
            hint=Text("请先建立文件夹，或换一个位置", "make the folder first, or name another place"),
            place=Place(file=profile),
        )
    reason = error.strerror or str(error)
    return Finding(
        message=Text(
            f"文件夹 {folder} 无法写入，答案将无法保存：{reason}",
            f"nothing can be written to {folder}, so no answer would be saved: {reason}",
        ),
        hint=Text("请换一个位置", "name another place"),
        place=Place(file=profile),
    )
