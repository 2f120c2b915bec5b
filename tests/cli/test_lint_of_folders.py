"""``measures lint --policies``: what the folders themselves have, and what they do to what lies beneath them."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command

DAY = ("--as-of", "2026-11-23")
OF_THEIR_OWN = 'id = "sz-industry-2022"\ntitle = { zh = "通知", en = "Notice" }\nscope = "city"\nconfidence = "official"\n'


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "pack" / "documents").mkdir(parents=True)
    return tmp_path / "pack"


def write(pack: Path, name: str, content: str) -> None:
    (pack / "documents" / f"{name}.toml").write_text(content, encoding="utf-8")


def test_an_empty_folder_has_no_findings_of_its_own(run: Command, pack: Path) -> None:
    done = run("measures", "lint", *DAY, "--policies", str(pack))
    assert (done.code, done.err.splitlines()) == (0, [f"local policies in use: {pack}"])
    assert done.out.startswith("0 files: 0 errors, 0 warnings\nof the ")


def test_what_the_rest_has_without_them_is_not_repeated_but_with_all(run: Command, pack: Path) -> None:
    write(pack, "made-up", OF_THEIR_OWN.replace("sz-industry-2022", "made-up"))
    own = run("measures", "lint", *DAY, "--policies", str(pack))
    assert own.out.startswith("1 file: 0 errors, 2 warnings\n")
    assert "made-up.toml:1:1" in own.err
    assert "documents without an address: 1, namely made-up\n" in own.err
    assert "/policies/" not in own.err.replace(str(pack), "")
    bundled = run("measures", "lint", *DAY)
    everything = run("measures", "lint", *DAY, "--policies", str(pack), "--all")
    lines = {line for line in bundled.err.splitlines() if line.startswith(("error", "warning"))}
    assert lines
    assert lines <= set(everything.err.splitlines())
    assert "of the" not in everything.out


@pytest.mark.parametrize(
    ("language", "word"), [("en", "replaces the document sz-industry-2022 of"), ("zh", "中的政策文件 sz-industry-2022")]
)
def test_what_replaces_something_is_told(run: Command, pack: Path, language: str, word: str) -> None:
    write(pack, "sz-industry-2022", OF_THEIR_OWN)
    done = run("measures", "lint", *DAY, "--policies", str(pack), "--lang", language)
    assert done.code == 0
    assert word in done.err


def test_what_they_break_beneath_is_told_where_it_is_broken(run: Command, pack: Path) -> None:
    (pack / "facts").mkdir()
    (pack / "facts" / "titles.toml").write_text(
        'section = "titles"\ntitle = { zh = "资质", en = "Titles" }\norder = 30\n[[facts]]\nid = "titles.little_giant_year"\nkind = "count"\n'
        'label = { zh = "几次", en = "How often" }\nquestion = { zh = "几次？", en = "How often?" }\nhelp = { zh = "次数。", en = "The number." }\n'
        'change = "slow"\nchange_reason = { zh = "需要时间。", en = "It takes time." }\n',
        encoding="utf-8",
    )
    done = run("measures", "lint", *DAY, "--policies", str(pack))
    assert done.code == 1
    assert any("policies/" in line and str(pack) not in line for line in done.err.splitlines() if line.startswith("error"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_several_folders_are_looked_at_together(run: Command, pack: Path, tmp_path: Path, language: str) -> None:
    write(pack, "made-up", OF_THEIR_OWN.replace("sz-industry-2022", "made-up"))
    other = tmp_path / "other" / "documents"
    other.mkdir(parents=True)
    (other / "made-up.toml").write_text(OF_THEIR_OWN.replace("sz-industry-2022", "made-up"), encoding="utf-8")
    done = run("measures", "lint", *DAY, "--policies", str(pack), "--policies", str(tmp_path / "other"), "--lang", language)
    assert done.code == 0
    assert done.out.startswith({"zh": "2 个文件", "en": "2 files"}[language])
    assert str(pack / "documents" / "made-up.toml") in done.err
