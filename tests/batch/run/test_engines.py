"""Few records, and what engines do not read or write, go row by row; so does everything where no engine is installed."""

from pathlib import Path

import pytest

from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.run import engines
from guangdong_ai.foundation.errors import Refused

OUTPUT = Path("out")


def table(path: Path, rows: int) -> InputFile:
    path.write_text("enterprise.city\n" + "广州\n" * rows, encoding="utf-8")
    return InputFile(path=path, format="csv")


def test_many_records_go_to_polars(tmp_path: Path) -> None:
    many, few = table(tmp_path / "many.csv", 3_000), table(tmp_path / "few.csv", 1_500)
    assert engines.choose_engine(None, [many], "wide", "csv", OUTPUT) == "polars"
    assert engines.choose_engine(None, [few], "wide", "csv", OUTPUT) == "plain"
    assert engines.choose_engine(None, [few, table(tmp_path / "more.csv", 1_500)], "long", "parquet", OUTPUT) == "polars"
    assert engines.choose_engine("plain", [many], "wide", "csv", OUTPUT) == "plain"


def test_what_engines_do_not_do_goes_row_by_row_or_is_refused(tmp_path: Path) -> None:
    many = table(tmp_path / "many.csv", 3_000)
    sheet = InputFile(path=tmp_path / "firms.xlsx", format="xlsx")
    assert engines.choose_engine(None, [many, sheet], "wide", "csv", OUTPUT) == "plain"
    assert engines.choose_engine(None, [many], "assessment", "jsonl", OUTPUT) == "plain"
    assert engines.choose_engine(None, [many], "wide", "xlsx", OUTPUT) == "plain"
    with pytest.raises(Refused) as refused:
        engines.choose_engine("polars", [many, sheet], "assessment", "xlsx", OUTPUT)
    assert len(refused.value.findings) == 3


def test_without_the_packages_everything_goes_row_by_row(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    many = table(tmp_path / "many.csv", 3_000)
    assert engines.choose_engine(None, [many], "wide", "csv", OUTPUT) == "plain"
    with pytest.raises(Refused) as refused:
        engines.choose_engine("polars", [many], "wide", "csv", OUTPUT)
    assert refused.value.findings[0].hint is not None
    assert "guangdong-ai[engine]" in refused.value.findings[0].hint.en


@pytest.mark.parametrize(("engine", "module", "extra"), [("dask", "distributed", "dask"), ("spark", "pyspark", "spark")])
def test_an_engine_for_several_machines_needs_its_extra_and_parquet(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, engine: engines.Engine, module: str, extra: str
) -> None:
    many = table(tmp_path / "many.csv", 10)
    with pytest.raises(Refused) as refused:
        engines.choose_engine(engine, [many], "wide", "csv", OUTPUT)
    assert ".parquet" in refused.value.findings[0].message.en
    monkeypatch.setattr(engines, "find_spec", lambda name: None if name == module else object())
    with pytest.raises(Refused) as absent:
        engines.choose_engine(engine, [many], "wide", "csv", OUTPUT)
    assert absent.value.findings[0].hint is not None
    assert f"guangdong-ai[{extra}]" in absent.value.findings[0].hint.en
