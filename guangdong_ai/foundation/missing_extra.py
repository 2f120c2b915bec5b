"""The refusal of a file that needs a package which is not installed."""

from pathlib import Path

from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text


def missing_extra(extra: str, package: str, path: Path | None) -> Refused:
    """To raise where ``package`` cannot be imported: says which extra brings it and how to install that."""
    return Refused(
        [
            Finding(
                message=Text(f"处理这个文件需要 {package}，但没有安装", f"this file needs {package}, which is not installed"),
                hint=Text(f"请运行 pip install 'guangdong-ai[{extra}]'", f"run pip install 'guangdong-ai[{extra}]'"),
                place=Place(file=path),
            )
        ]
    )
