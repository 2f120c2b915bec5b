"""``what-if``: what would open more, and what changes would do."""

import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

DAY = ("--as-of", "2026-11-23")


def test_without_settings_it_looks_for_changes(run: Command, demo: Path) -> None:
    done = run("what-if", str(demo), *DAY)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("What would open more measures\n粤智机器人有限公司\n")
    assert "raise Enterprises served in a year from 150 to more than 200 enterprises" in done.out


def test_with_settings_it_compares(run: Command, demo: Path) -> None:
    done = run("what-if", str(demo), *DAY, "--set", "enterprise.city=佛山", "--set", "open_source.served_enterprises=201")
    assert (done.code, done.err) == (0, "")
    assert "City of registration: Guangzhou → Foshan" in done.out
    assert "Enterprises served in a year: 150 enterprises → 201 enterprises" in done.out
    assert "Total before: CNY 1,000,000 (1 measure)" in done.out
    assert "If all undetermined measures were met too: no upper figure can be given yet" in done.out
    assert "Total after: " in done.out


def test_the_profile_is_not_touched(run: Command, demo: Path) -> None:
    before = demo.read_bytes()
    run("what-if", str(demo), "--set", "enterprise.city=foshan")
    assert demo.read_bytes() == before


def test_the_last_line_can_be_run_and_opens_the_measure(run: Command, demo: Path) -> None:
    import shlex

    command = run("what-if", str(demo), *DAY).out.partition("What a way does to all measures:\n")[2]
    done = run(*shlex.split(command)[1:], *DAY, "--format", "json")
    assert done.code == 0
    better = [measure for measure in json.loads(done.out)["measures"] if measure["direction"] == "better"]
    assert any(measure["after"]["eligibility"] in ("eligible", "conditional") for measure in better)


def test_the_answers_that_are_there_change_nothing(run: Command, demo: Path) -> None:
    done = run("what-if", str(demo), *DAY, "--set", "enterprise.city=gz", "--lang", "zh")
    assert "结果没有变化" in done.out
    assert "合计不变" in done.out


def test_a_profile_from_standard_input(run: Command, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(demo.read_bytes())))
    done = run("what-if", "-", *DAY, "--format", "json")
    assert json.loads(done.out)["profile"]["name"] == "粤智机器人有限公司"


@pytest.mark.parametrize("format_", ["table", "json", "markdown"])
@pytest.mark.parametrize("settings", [(), ("--set", "enterprise.city=foshan")])
def test_every_format_to_a_file(run: Command, demo: Path, tmp_path: Path, format_: str, settings: tuple[str, ...]) -> None:
    path = tmp_path / "result"
    done = run("what-if", str(demo), *DAY, *settings, "--format", format_, "--output", str(path), "--lang", "zh")
    assert (done.code, done.out) == (0, "")
    text = path.read_text(encoding="utf-8")
    if format_ == "json":
        wanted = "guangdong-ai/comparison/1" if settings else "guangdong-ai/near-misses/1"
        assert json.loads(text)["schema"] == wanted
    else:
        assert text.startswith("# " if format_ == "markdown" else "改变")


def test_all_lists_every_way_and_every_measure(run: Command, demo: Path) -> None:
    for settings in ((), ("--set", "enterprise.city=foshan")):
        short, long = run("what-if", str(demo), *DAY, *settings), run("what-if", str(demo), *DAY, *settings, "--all")
        assert "--all" in short.out
        assert "--all" not in long.out
        assert len(long.out) > len(short.out)


def test_without_a_profile_it_is_wrong_usage(run: Command) -> None:
    done = run("what-if")
    assert done.code == 2
    assert "PROFILE" in done.err


def test_a_setting_without_an_equals_sign_is_wrong_usage(run: Command, demo: Path) -> None:
    assert run("what-if", str(demo), "--set", "enterprise.city").code == 2


def test_everything_wrong_in_file_and_settings_is_told(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text('schema = 1\n[enterprise]\nkind = "x"\n', encoding="utf-8")
    done = run("what-if", str(path), "--set", "enterprise.city=nowhere", "--set", "no.fact=1")
    assert (done.code, done.out) == (1, "")
    for told in ("enterprise.kind", "--set enterprise.city", "no.fact"):
        assert told in done.err


def test_check_names_the_command_with_the_file_that_was_assessed(run: Command, demo: Path) -> None:
    assert f"guangdong-ai what-if {demo} --as-of 2026-11-23\n" in run("check", str(demo), *DAY).out
    assert "guangdong-ai what-if" not in run("check", str(demo), *DAY, "--set", "enterprise.city=foshan").out


def test_check_has_the_near_misses_in_its_json(run: Command, demo: Path) -> None:
    done = run("check", str(demo), *DAY, "--format", "json")
    misses = json.loads(done.out)["near_misses"]
    whole = json.loads(run("what-if", str(demo), *DAY, "--format", "json").out)["near_misses"]
    assert [miss["measure"] for miss in misses] == [miss["measure"] for miss in whole]
    miss = next(entry for entry in misses if entry["measure"] == "open-source-operation")
    assert {"fact": "open_source.served_enterprises", "now": 150, "target": 201, "effort": "slow", "titles": []} in [
        requirement for way in miss["ways"] for requirement in way["requirements"]
    ]


@pytest.mark.parametrize("command", ["what-if", "check"])
def test_a_firm_moves_from_a_district_to_a_city_without_any(run: Command, tmp_path: Path, command: str) -> None:
    firm = tmp_path / "firm.toml"
    firm.write_text(
        'schema = 1\n[enterprise]\nin_guangdong = true\ncity = "shaoguan"\ndistrict = "shaoguan_qujiang"\nfields = ["robotics"]\n'
    )
    done = run(command, str(firm), *DAY, "--format", "json")
    assert done.code == 0, done.err
    data = json.loads(done.out)
    requirements = [one for miss in data["near_misses"] for way in miss["ways"] for one in way["requirements"]]
    districts = [one for one in requirements if one["fact"] == "enterprise.district" and one["effort"] == "relocation"]
    assert {one["target"] for one in districts if one["target"] is None}, "Dongguan has none"
    assert not [one for one in requirements if one["target"] == ""]
    if command == "what-if":
        assert '"en": "change District of registration: in no district instead of Qujiang, Shaoguan"' in done.out


def test_a_city_without_districts_is_named_alone(run: Command, tmp_path: Path) -> None:
    firm = tmp_path / "firm.toml"
    firm.write_text(
        'schema = 1\n[enterprise]\nin_guangdong = true\ncity = "shaoguan"\ndistrict = "shaoguan_qujiang"\nfields = ["robotics"]\n'
    )
    out = run("what-if", str(firm), *DAY).out
    assert "registered in Dongguan instead: " in out
    assert "in no district" not in out


def test_no_way_contradicts_other_answers(run: Command, tmp_path: Path) -> None:
    firm = tmp_path / "firm.toml"
    facts = (
        'enterprise.city = "foshan"',
        'enterprise.kind = "enterprise"',
        "enterprise.revenue = 300_000_000",
        "finance.rnd_cost = 7_800_000",
    )
    firm.write_text("\n".join(("schema = 1", *facts, "finance.main_business_revenue = 285_000_000")), encoding="utf-8")
    data = json.loads(run("what-if", str(firm), *DAY, "--format", "json").out)
    ways = [way for miss in data["near_misses"] for way in miss["ways"]]
    lists = [way["requirements"] for way in (*ways, *(one for title in data["titles"] for one in title["shortfalls"]))]
    changes = [{one["fact"]: one["target"] for one in one_list if one["effort"] != "answer"} for one_list in lists]
    assert any(changes)
    assert all(one.get("enterprise.revenue", 300_000_000) >= one.get("finance.main_business_revenue", 285_000_000) for one in changes)
    firm.write_text("\n".join(("schema = 1", *facts)), encoding="utf-8")
    assert "lower Revenue from CNY 300,000,000 to" in run("check", str(firm), *DAY, "--titles", "--lang", "en").out
