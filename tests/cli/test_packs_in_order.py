"""Folders of policies that nobody names: those of installed packages and the user's own, in the order that is told."""

import json
import sys
from pathlib import Path

import pytest

from guangdong_ai.api.packs import GROUP, installed_packs, packs
from guangdong_ai.foundation.errors import Refused
from tests.cli.conftest import Command

MEASURE = """id = "made-up"
document = "sz-ai-measures-2024"
reviewed_on = 2026-11-01
title = {{ zh = "虚构（{title}）", en = "Made up ({title})" }}
benefit = {{ zh = "虚构。", en = "Made up." }}
audience = {{ zh = "所有企业。", en = "Every firm." }}
funding = {{ kind = "in_kind" }}
"""


def policies(folder: Path, title: str) -> Path:
    (folder / "measures").mkdir(parents=True)
    (folder / "measures" / "made-up.toml").write_text(MEASURE.format(title=title), encoding="utf-8")
    return folder


class Places:
    """Where packages are installed, and the user's folder of settings; both are in force."""

    def __init__(self, top: Path) -> None:
        self.site, self.settings = top / "site", top / "settings"
        self.site.mkdir()

    def install(self, name: str, *, points: str, project: str | None = None, title: str = "installed") -> None:
        package = self.site / name
        policies(package / "policies", title)
        (package / "__init__.py").write_text("raise SystemExit('nothing in a pack is run')\n", encoding="utf-8")
        described = self.site / f"{project or f'guangdong_ai_{name}'}-1.0.dist-info"
        described.mkdir()
        (described / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {described.name}\nVersion: 1.0\n", encoding="utf-8")
        (described / "entry_points.txt").write_text(f"[{GROUP}]\n{points}\n", encoding="utf-8")

    @property
    def own(self) -> Path:
        return self.settings / "guangdong-ai" / "policies"


@pytest.fixture
def places(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    del run  # it sets the environment first
    there = Places(tmp_path)
    monkeypatch.delenv("GUANGDONG_AI_NO_PACKS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(there.settings))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.syspath_prepend(str(there.site))
    installed_packs.cache_clear()
    return there


def title(run: Command, *more: str) -> str:
    done = run("measures", "show", "made-up", "--format", "json", *more)
    assert done.code == 0, done
    return str(json.loads(done.out)["title"]["en"])


def test_without_any_there_is_nothing(places: Places) -> None:
    assert packs() == ()
    assert places.site.is_dir()


def test_a_later_folder_is_laid_over_an_earlier_one(run: Command, places: Places, tmp_path: Path) -> None:
    places.install("foshan", points="foshan = foshan.policies", title="installed")
    assert title(run) == "Made up (installed)"
    policies(places.own, "own")
    assert packs() == (places.site / "foshan" / "policies", places.own)
    assert title(run) == "Made up (own)"
    named = policies(tmp_path / "named", "named")
    assert title(run, "--policies", str(named)) == "Made up (named)"


def test_installed_packages_come_by_the_names_of_their_entry_points(places: Places) -> None:
    places.install("zz", points="first = zz.policies")
    places.install("aa", points="second = aa.policies")
    assert packs() == (places.site / "zz" / "policies", places.site / "aa" / "policies")


@pytest.mark.parametrize(("language", "words"), [("en", "local policies in use: "), ("zh", "使用了本地政策：")])
@pytest.mark.parametrize("arguments", [["check", "--format", "json"], ["check", "--format=json"], ["calendar"], ["measures", "list"]])
def test_that_they_are_in_use_is_told(run: Command, places: Places, arguments: list[str], language: str, words: str) -> None:
    policies(places.own, "own")
    done = run(*arguments, "--lang", language)
    assert done.code == 0
    assert f"{words}{places.own}" in done.err


def test_they_can_be_left_out(run: Command, places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    policies(places.own, "own")
    monkeypatch.setenv("GUANGDONG_AI_NO_PACKS", "1")
    assert packs() == ()
    assert run("measures", "show", "made-up").code == 1


def test_nothing_of_a_package_is_run_and_others_are_not_looked_at(places: Places) -> None:
    places.install("foshan", points="foshan = foshan.policies")
    places.install("other", points="other = other.policies", project="other")
    assert packs() == (places.site / "foshan" / "policies",)
    assert "foshan" not in sys.modules


@pytest.mark.parametrize("points", ["foshan = foshan.nowhere", "foshan = nowhere.policies", "foshan = sys"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_package_whose_folder_is_not_there_is_told(run: Command, places: Places, points: str, language: str) -> None:
    places.install("foshan", points=points)
    with pytest.raises(Refused):
        packs()
    done = run("check", "--format", "json", "--lang", language)
    assert (done.code, GROUP in done.err, "GUANGDONG_AI_NO_PACKS=1" in done.err) == (1, True, True)


def test_lint_tells_what_replaces_what(run: Command, places: Places, tmp_path: Path) -> None:
    policies(places.own, "own")
    named = policies(tmp_path / "named", "named")
    done = run("measures", "lint", "--policies", str(named), "--as-of", "2026-11-23")
    assert f"replaces the measure made-up of {places.own / 'measures' / 'made-up.toml'}" in done.err


def test_two_packages_with_one_name_of_their_entry_points_are_both_there(places: Places) -> None:
    places.install("zz", points="policies = zz.policies")
    places.install("aa", points="policies = aa.policies")
    assert packs() == (places.site / "aa" / "policies", places.site / "zz" / "policies")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", [["check"], ["measures", "list"], ["measures", "lint"]])
def test_a_folder_of_ones_own_that_is_none_is_refused(run: Command, places: Places, command: list[str], language: str) -> None:
    places.own.parent.mkdir(parents=True)
    for make in (lambda: places.own.write_text("x", encoding="utf-8"), lambda: places.own.symlink_to(places.site / "nowhere")):
        make()
        done = run(*command, "--lang", language)
        assert (done.code, done.out) == (1, "")
        assert str(places.own) in done.err
        assert "GUANGDONG_AI_NO_PACKS=1" in done.err
        places.own.unlink()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", [["check"], ["check", "--format=json"], ["measures", "list"]])
def test_of_what_is_wrong_in_a_pack_it_is_told_how_to_go_on_without(
    run: Command, places: Places, tmp_path: Path, command: list[str], language: str
) -> None:
    named = policies(tmp_path / "named", "named")
    (named / "measures" / "wrong.toml").write_text("id =", encoding="utf-8")
    done = run(*command, "--lang", language, "--policies", str(named))
    assert (done.code, "GUANGDONG_AI_NO_PACKS" in done.err) == (1, False), "the folder was named: it need not be"
    (policies(places.own, "own") / "measures" / "wrong.toml").write_text("id =", encoding="utf-8")
    done = run(*command, "--lang", language)
    assert (done.code, str(places.own / "measures" / "wrong.toml") in done.err, "GUANGDONG_AI_NO_PACKS=1" in done.err) == (1, True, True)


def test_a_folder_that_is_named_again_counts_once(run: Command, places: Places) -> None:
    policies(places.own, "own")
    named = f"{places.own.parent}/../guangdong-ai/policies"
    done = run("measures", "lint", "--as-of", "2026-11-23", "--policies", named, "--policies", str(places.own))
    assert f"local policies in use: {places.own}\n" in done.err
    assert "replaces" not in done.err
    assert done.out.startswith("1 file: ")


def test_what_the_own_folder_changes_can_be_seen(run: Command, places: Places, tmp_path: Path) -> None:
    policies(places.own, "own")
    done = run("measures", "diff", "bundled", str(places.own), "--format", "json")
    assert [(change["id"], change["change"]) for change in json.loads(done.out)["changes"]] == [("made-up", "added")]
    named = policies(tmp_path / "named", "named")
    done = run("measures", "diff", "bundled", str(named), "--format", "json")
    assert {(change["id"], change["change"]) for change in json.loads(done.out)["changes"]} == {("made-up", "changed")}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_order_is_told_in_the_help(run: Command, language: str) -> None:
    told = "".join(run("check", "-h", "--lang", language).out.split())
    assert {"zh": "内置目录、已安装的政策包", "en": "bundledcatalogue,installedpackages"}[language] in told
