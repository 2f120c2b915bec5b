"""Names of applicants as names of files, on any system."""

from guangdong_ai.foundation.lazy_pattern import lazy_pattern

_LONGEST_NAME = 60
_NOT_IN_FILE_NAMES = lazy_pattern(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = lazy_pattern(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def file_stem(name: str) -> str:
    """The name without what no file may be called, an underscore in front where Windows reserves it; empty if no character of it may stand there."""
    stem = " ".join(_NOT_IN_FILE_NAMES.sub(" ", name).split()).strip(". ")[:_LONGEST_NAME].strip(". ")
    return f"_{stem}" if _RESERVED.fullmatch(stem) else stem
