"""The name of the file in which a checked catalogue is cached."""

from pathlib import Path

from guangdong_ai import __version__


def cache_file(folder: Path, digest: str) -> Path:
    """One for each version of the program and each digest of the catalogue's files."""
    return folder / f"catalogue-{__version__}-{digest.removeprefix('sha256:')[:32]}.json"
