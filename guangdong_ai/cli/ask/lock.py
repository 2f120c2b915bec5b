"""One questionnaire on a file at a time: a lock that ends with its process, however that ends."""

import os
import sys
from pathlib import Path
from typing import IO

from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding, Place
from guangdong_ai.text import Text

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class ProfileLock:
    """Held from creation until ``release``, or until the process is gone. Raises Refused where another process holds it.

    The lock is on a file beside the profile, since the profile itself is replaced whenever it is saved.
    """

    def __init__(self, profile: Path) -> None:
        target = Path(os.path.realpath(profile))
        self._path = target.parent / f".{target.name}.lock"
        try:
            self._stream = self._locked(profile)
        except OSError as error:
            raise Refused([_not_writable(profile, error)]) from None

    def release(self) -> None:
        """Let others have the profile, and leave no trace."""
        if not self._stream.closed:
            self._path.unlink(missing_ok=True)
            self._stream.close()

    def _locked(self, profile: Path) -> IO[str]:
        while True:
            stream = _opened(self._path)
            if not _lock(stream):
                holder = stream.read(20).strip()
                stream.close()
                raise Refused([_held(profile, holder)])
            if _is_still_at(self._path, stream):
                stream.truncate(0)
                stream.write(str(os.getpid()))
                stream.flush()
                return stream
            stream.close()  # whoever held it removed the file between our opening and locking it


def _opened(path: Path) -> IO[str]:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="ascii", errors="replace")


def _is_still_at(path: Path, stream: IO[str]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(stream.fileno()))
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def _lock(stream: IO[str]) -> bool:
        try:
            stream.seek(1000)  # a byte that nobody writes or reads
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            stream.seek(0)
        return True

else:

    def _lock(stream: IO[str]) -> bool:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _held(profile: Path, holder: str) -> Finding:
    process = Text(f"（进程 {holder}）", f" (process {holder})") if holder.isdecimal() else Text("", "")
    return Finding(
        message=Text(f"另一个问卷正在使用这份档案{process.zh}", f"another questionnaire has this profile open{process.en}"),
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
