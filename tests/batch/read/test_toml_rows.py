"""Profiles, one a file."""

from decimal import Decimal

from guangdong_ai.batch.read.read_options import ALL
from tests.batch.read.conftest import Read

GOOD = 'schema = 1\ndont_know = ["enterprise.city"]\n[enterprise]\nname = "粤智"\nrevenue = 0.1\n'
BAD = 'schema = 1\n[enterprise]\nname = "粤智"\nemployees = -5\nfields = ["ai", "x"]\n'


def test_a_profile_is_one_applicant_whose_id_is_its_path(read: Read) -> None:
    (row,) = read("a.toml", GOOD).applicants
    assert row.profile.facts == {"enterprise.name": "粤智", "enterprise.revenue": Decimal("0.1")}
    assert row.profile.dont_know == ("enterprise.city",)
    assert row.id == row.file.as_posix()
    assert row.line is None


def test_the_id_and_what_is_kept_may_be_facts(read: Read) -> None:
    (row,) = read("a.toml", GOOD, id_column="单位名称", keep=("Revenue", "备注")).applicants
    assert row.id == "粤智"
    assert row.kept == {"Revenue": "0.1", "备注": ""}
    assert read("a.toml", GOOD, keep=ALL).applicants[0].kept == {"enterprise.name": "粤智", "enterprise.revenue": "0.1"}


def test_what_is_wrong_is_rejected_with_its_lines(read: Read) -> None:
    (row,) = read("a.toml", BAD).rejected
    assert [(wrong.line, wrong.column, wrong.value) for wrong in row.wrong] == [
        (4, "enterprise.employees", "-5"),
        (5, "enterprise.fields[2]", "x"),
    ]


def test_lenient_makes_wrong_values_unknown(read: Read) -> None:
    (row,) = read("a.toml", BAD, lenient=True).applicants
    assert row.profile.facts == {"enterprise.name": "粤智"}
    assert [wrong.column for wrong in row.made_unknown] == ["enterprise.employees", "enterprise.fields[2]"]


def test_broken_syntax_and_unknown_keys_are_rejected_even_so(read: Read) -> None:
    assert read("a.toml", "schema = ", lenient=True).rejected[0].wrong[0].line == 1
    assert len(read("b.toml", BAD + "nonsense = 1\n", lenient=True).rejected) == 1
