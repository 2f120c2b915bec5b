"""The file in which a user says what the headers mean."""

from pathlib import Path

import pytest

from guangdong_ai.batch.read.read_options import ColumnsMap, read_columns_map
from guangdong_ai.foundation.errors import Refused
from tests.batch.read.conftest import Facts


def written(folder: Path, text: str) -> Path:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("ignore", ['ignore = ["备注"]\n[columns]', '[ignore]\nheaders = ["备注"]\n[columns]'])
def test_a_map_names_columns_and_those_to_pass_over(tmp_path: Path, facts: Facts, ignore: str) -> None:
    path = written(tmp_path, f'{ignore}\n"公司名" = "enterprise.name"\n')
    assert read_columns_map(path, facts) == ColumnsMap(names={"公司名": "enterprise.name"}, ignored=("备注",))


def test_everything_wrong_is_told_with_its_place(tmp_path: Path, facts: Facts) -> None:
    path = written(
        tmp_path,
        'ignore = ["a", 1]\ncolums = 1\n[columns]\n"公司名" = "enterprise.nam"\n城市 = 5\n'.replace("城市", '"城市"')
        + '"A" = "enterprise.city"\n"B" = "enterprise.city"\nrev.enue = "enterprise.revenue"\n',
    )
    with pytest.raises(Refused) as refused:
        read_columns_map(path, facts)
    told = {finding.place.line: (finding.message.en, finding.hint and finding.hint.en) for finding in refused.value.findings}
    assert told[1][0] == "given 1, expected a header in quotes"
    assert told[2] == ('"colums" is not known; the keys are columns, ignore', "did you mean columns?")
    assert told[4] == ('there is no fact "enterprise.nam"', "did you mean enterprise.name (Name)?")
    assert told[5][0] == "given 5, expected a fact id in quotes"
    assert told[7][0] == 'enterprise.city is given to "A" already'
    assert told[8][1] == "a header with a dot in it needs quotes"
    assert all(finding.place.file == path and finding.place.column for finding in refused.value.findings)


@pytest.mark.parametrize("text", ["", "columns = 1", "ignore = 1", "[ignore]\nx = 1", "[columns"])
def test_a_map_of_another_form_is_refused(tmp_path: Path, facts: Facts, text: str) -> None:
    with pytest.raises(Refused):
        read_columns_map(written(tmp_path, text), facts)
