"""The peers by name, and what each needs. Loads none of them: the process that measures must stay small."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version


@dataclass(frozen=True)
class Peer:
    """One way to assess a file. ``module``: where its ``run(source, target)`` is. ``packages``: the distributions that it needs.

    ``slow``: it looks at one firm at a time, and is measured on fewer of them.
    """

    module: str
    shown: str
    packages: Sequence[str]
    slow: bool = False


PEERS = (
    Peer("copy_input", "no rules: copy the input's columns", ("polars",)),
    Peer("copy_floor", "no rules: read the input, write a result", ("polars",)),
    Peer("polars_by_hand", "Polars, rules by hand", ("polars",)),
    Peer("duckdb_by_hand", "DuckDB, rules by hand", ("duckdb",)),
    Peer("openfisca", "OpenFisca, rules by hand", ("openfisca-core",)),
    Peer("python_pydantic", "Python over pydantic models, rules by hand", ("pydantic",), slow=True),
    Peer("json_logic", "JSON Logic (datalogic-py), documents from the catalogue", ("datalogic-py",), slow=True),
    Peer("gorules_zen", "GoRules ZEN, graph from the catalogue", ("zen-engine",), slow=True),
)

WITHOUT_RESULT = ("copy_input", "copy_floor")
"""Those that assess nothing: there is no result to compare."""


def missing_packages(peer: Peer) -> Sequence[str]:
    """The distributions that are not installed."""
    return [package for package in peer.packages if _version(package) is None]


def versions(peer: Peer) -> str:
    """The installed distributions, as ``name version``."""
    return ", ".join(f"{package} {_version(package)}" for package in peer.packages)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
