"""What is said of the columns of a result is what a result has."""

import json
from typing import get_type_hints

import pytest

from guangdong_ai.batch.write.described import COLUMNS_SCHEMA, described_columns
from guangdong_ai.batch.write.result_formats import DESCRIBED
from guangdong_ai.batch.write.shapes import long_columns, wide_columns
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.reports.content.data.forms.assessment import AssessmentData
from tests.cli.conftest import Command, checked_catalogue, run

__all__ = ["checked_catalogue", "run"]

CATALOGUE = load_catalogue()
TITLES = [(measure.id, measure.title) for measure in CATALOGUE.measures.values()]


@pytest.mark.parametrize("shape", ["wide", "status", "long"])
def test_every_column_is_described_in_its_place(shape: str) -> None:
    columns = long_columns(["--keep"]) if shape == "long" else wide_columns(CATALOGUE, ["--keep"], with_amounts=shape == "wide")
    assert [(one.name, one.type) for one in described_columns(shape, TITLES)] == [(column.name, column.kind) for column in columns]


def test_the_keys_of_a_line_are_those_of_an_assessment() -> None:
    assert {one.name for one in described_columns("assessment", TITLES)} == {"row", *get_type_hints(AssessmentData)}


def test_they_are_told_as_table_json_and_csv(run: Command) -> None:
    told = run("batch", "--describe", "wide", "--measure", "little-giant-award", "--format", "json")
    assert told.code == 0
    data = json.loads(told.out)
    assert (data["schema"], data["shape"]) == (COLUMNS_SCHEMA, "wide")
    assert [column["name"] for column in data["columns"]][2:5] == [f"little-giant-award.{end}" for end in ("status", "low", "high")]
    assert "undetermined" in run("batch", "--describe", "long", "--lang", "en").out
    assert run("batch", "--describe", "status", "--format", "csv").out.startswith("name,type,may_be_empty,values,meaning")
    assert set(DESCRIBED) == {"wide", "status", "long", "assessment"}
