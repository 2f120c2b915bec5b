"""What was meant is only suggested where it is likely, and what is told leads on."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("chek",), "guangdong-ai check"),
        (("asks",), "guangdong-ai ask"),
        (("measure",), "guangdong-ai measures"),
        (("batchs",), "guangdong-ai batch"),
        (("measures", "shwo"), "guangdong-ai measures show"),
        (("measures", "tests"), "guangdong-ai measures test"),
        (("profile", "valdate"), "guangdong-ai profile validate"),
        (("check", "--formt", "json"), "--format"),
        (("check", "--enterprise-citi", "gz"), "--enterprise-city"),
        (("batch", "x.csv", "--ouput", "y.csv"), "--output"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_typo_is_told_what_was_meant(run: Command, typed: tuple[str, ...], meant: str, language: str) -> None:
    done = run(*typed, "--lang", language)
    assert done.code == 2
    assert {"zh": f"是不是 {meant}？", "en": f"did you mean {meant}?"}[language] in done.err
    assert "'" not in done.err


@pytest.mark.parametrize(
    "typed", [("check", "--quiet"), ("check", "--verbose"), ("batch", "x.csv", "--zzz"), ("zzz",), ("measures", "xyz")]
)
def test_what_nothing_is_like_gets_no_suggestion(run: Command, typed: tuple[str, ...]) -> None:
    done = run(*typed)
    assert done.code == 2
    assert "did you mean" not in done.err
    assert "--help" in done.err


@pytest.mark.parametrize("group", ["measures", "profile"])
@pytest.mark.parametrize("more", [(), ("--lang", "zh")])
def test_a_group_of_commands_alone_shows_what_it_holds(run: Command, group: str, more: tuple[str, ...]) -> None:
    done = run(group, *more)
    assert done.code == 2
    assert "schema" in done.out
    assert done.err == ""


def test_a_key_that_is_nearly_one_of_its_own_table_is_meant_to_be_that(run: Command, tmp_path: Path) -> None:
    profile = tmp_path / "p.toml"
    profile.write_text('schema = 1\n[enterprise]\nfield = ["ai"]\n', encoding="utf-8")
    assert "did you mean fields" in run("check", str(profile)).err
    profile.write_text("schema = 1\n[enterprise]\nlittle_giant_year = 2025\n", encoding="utf-8")
    assert "write little_giant_year under [titles]" in run("check", str(profile)).err


@pytest.mark.parametrize("name", ["firms.xlsx", "firms.csv", "FIRMS.PARQUET", "firms.csv.gz"])
@pytest.mark.parametrize("command", [("check",), ("explain", "little-giant-award"), ("calendar",)])
def test_a_table_given_as_a_profile_leads_to_batch(run: Command, tmp_path: Path, command: tuple[str, ...], name: str) -> None:
    table = tmp_path / name
    table.write_bytes(b"enterprise.city\nguangzhou\n")
    done = run(*command, str(table))
    assert done.code == 1
    assert f"guangdong-ai batch {table} --output " in done.err
    assert "UTF-8" not in done.err


def test_a_document_given_as_a_profile_is_no_text(run: Command, tmp_path: Path) -> None:
    document = tmp_path / "plan.docx"
    document.write_bytes(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xb2\xff")
    assert "not a text file" in run("check", str(document)).err


@pytest.mark.parametrize(
    ("line", "column", "sign", "meant"),
    [
        ("city = “guangzhou”", 8, "“", '"'),
        ('city = "guangzhou”', 18, "”", '"'),
        ('fields = ["ai"，"robotics"]', 15, "，", ","),
        ('city＝"guangzhou"', 5, "＝", "="),
        ('fields = ［"ai"]', 10, "［", "["),
        ("employees = １２", 13, "１", "1"),
        ('city = "guangzhou"，', 19, "，", ","),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_full_width_sign_is_named_with_its_place(
    run: Command, tmp_path: Path, line: str, column: int, sign: str, meant: str, language: str
) -> None:
    profile = tmp_path / "p.toml"
    profile.write_text(f"schema = 1\n[enterprise]\n{line}\n", encoding="utf-8")
    done = run("check", str(profile), "--lang", language)
    assert done.code == 1
    assert f"p.toml:3:{column}: " in done.err
    assert sign in done.err
    assert {"zh": f"半角的 {meant}", "en": f"half-width {meant}"}[language] in done.err


def test_full_width_signs_inside_a_text_are_text(run: Command, tmp_path: Path) -> None:
    profile = tmp_path / "p.toml"
    profile.write_text('schema = 1\n[enterprise]\nname = "甲，乙“丙”［丁］"\n', encoding="utf-8")
    assert run("profile", "validate", str(profile)).code == 0
