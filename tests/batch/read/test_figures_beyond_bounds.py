"""Figures beyond all bounds in cells and in maps of columns: told with their place, at once, by the rows and by the columns alike."""

import csv
import json
from pathlib import Path

import pytest

from tests.batch.run.conftest import FEW, Same, same, write_csv
from tests.cli.conftest import Command, checked_catalogue, run

__all__ = ["checked_catalogue", "run", "same"]

FIGURES = ("1e310", "1e888888", "-1e777", "8" * 60, "8" * 6000, "1e99999999999999999999", "0." + "0" * 90 + "1", "９" * 70, "8" * 70 + "万")
FACTS = ("national_project.central_funds", "titles.little_giant_year")
RULES = (*FEW, "--measure", "little-giant-award")


def rejects(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


@pytest.mark.parametrize("lenient", [(), ("--lenient",)], ids=["strict", "lenient"])
def test_in_csv(same: Same, tmp_path: Path, lenient: tuple[str, ...]) -> None:
    rows = [["id", "enterprise.city", *FACTS], ["0", "gz", "5", "2025"]]
    rows += [[str(number), "gz", *[figure] * 2] for number, figure in enumerate(FIGURES, 1)]
    told = same(str(write_csv(tmp_path / "firms.csv", rows)), *lenient, *RULES)
    count = len(FIGURES)
    assert f"read {count + 1} = assessed {count + 1 if lenient else 1} + rejected {0 if lenient else count}" in told
    places = {(reject["line"], reject["column"]) for reject in rejects(tmp_path / "by plain" / "out.csv.rejected.csv")}
    assert places == {(str(line), fact) for line in range(3, count + 3) for fact in FACTS}


def test_in_json_lines(run: Command, tmp_path: Path) -> None:
    figures = [figure for figure in FIGURES if figure.isascii() and figure[0] in "-018"]
    lines = ['{"enterprise.city": "gz"}', *(f'{{"enterprise.city": "gz", "{FACTS[0]}": {figure}}}' for figure in figures)]
    (tmp_path / "firms.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("batch", str(tmp_path / "firms.jsonl"), "-o", str(tmp_path / "out.csv"), *RULES)
    assert done.code == 1
    assert f"read {len(lines)} = assessed 1 + rejected {len(lines) - 1}" in done.err
    assert [reject["line"] for reject in rejects(tmp_path / "out.csv.rejected.csv")] == [str(line) for line in range(2, len(lines) + 1)]


@pytest.mark.parametrize("figure", [figure for figure in FIGURES if "９" not in figure and "万" not in figure])
def test_in_a_map_of_columns(run: Command, tmp_path: Path, figure: str) -> None:
    columns = tmp_path / "columns.toml"
    columns.write_text(f"# own\n[columns]\n{json.dumps('市', ensure_ascii=False)} = {figure}\n", encoding="utf-8")
    source = write_csv(tmp_path / "firms.csv", [["市"], ["gz"]])
    done = run("batch", str(source), "-o", str(tmp_path / "out.csv"), "--columns", str(columns))
    assert done.code == 1
    assert f"{columns}:3" in done.err
