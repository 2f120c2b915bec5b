"""The assessment as a script gets it: the same as the command line's, with what a program and a notebook want."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import tomli_w

import guangdong_ai
from guangdong_ai import Assessment, Refused, Text, assess
from guangdong_ai.api import clock
from guangdong_ai.cli.main import main
from guangdong_ai.profiles.plain_value import to_plain
from guangdong_ai.rules.value import Facts
from tests.bundled_catalogue import bundled_catalogue
from tests.random_firms import partial_firms

DAYS = ("2025-03-09", "2026-03-01", "2026-11-23", "2028-01-01")
CATALOGUE = bundled_catalogue()


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    """The exit code of a command that prints JSON, and the JSON."""
    code = main([*arguments, "--format", "json", "--lang", "en"])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def in_tables(firm: Facts) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for fact_id, value in firm.items():
        fact = CATALOGUE.facts[fact_id]
        tables.setdefault(fact.section, {})[fact.name] = to_plain(fact, value)
    return tables


def test_a_script_gets_what_the_command_line_prints(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """As a file, in tables, and flat; refused by both or by neither."""
    random, refused = Random(5), 0
    file = tmp_path / "firm.toml"
    for firm in partial_firms(CATALOGUE.facts, random, 40):
        sound = {fact_id: value for fact_id, value in firm.items() if fact_id != "enterprise.credit_code"}
        file.write_text(tomli_w.dumps({"schema": 1, **in_tables(sound)}), encoding="utf-8")
        day = random.choice(DAYS)
        code, document = printed(capsys, "check", str(file), "--as-of", day)
        for answers in (file, in_tables(sound), sound):
            try:
                found = assess(answers, as_of=day).to_dict()
            except Refused:
                found = None
            assert found == document
        assert code == (1 if document is None else 0)
        refused += code
    assert 0 < refused < 40


def test_the_json_text_is_what_is_printed(capsys: pytest.CaptureFixture[str], demo: Path) -> None:
    assert main(["check", str(demo), "--as-of", "2026-11-23", "--format", "json"]) == 0
    assert capsys.readouterr().out == assess(demo, as_of="2026-11-23").to_json()


def test_the_measures_by_what_came_out(demo: Path) -> None:
    whole = assess(demo, as_of="2026-11-23")
    groups = (whole.eligible, whole.conditional, whole.undetermined, whole.ineligible)
    assert [len(group) for group in groups] == [0, 11, 41, 43]
    assert {result.id for group in groups for result in group} == {result.id for result in whole.measures} == set(CATALOGUE.measures)
    award = whole.measure("little-giant-award")
    assert award in whole.conditional
    assert award.title == Text("国家级专精特新“小巨人”奖励", "Award for national little giants")
    assert (award.window.state, award.funding.kind, award.funding.low, award.funding.high) == ("unannounced", "cash", 1_000_000, 1_000_000)
    assert (whole.totals.low, whole.totals.high, whole.totals.if_all_met) == (1_000_000, 1_000_000, None)
    assert whole.as_of == date(2026, 11, 23)
    assert whole.next_question == "innovation_centre.level"
    assert [{"zh": text.zh, "en": text.en} for text in whole.caveats] == whole.to_dict()["warnings"]


def test_a_measure_by_any_of_its_names(demo: Path) -> None:
    whole = assess(demo, as_of="2026-11-23")
    assert whole.measure("小巨人").id == "little-giant-award"
    for name in ("no such thing", "award"):
        with pytest.raises(Refused):
            whole.measure(name)


def test_without_a_day_it_is_today_in_china(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 3, 1))
    assert assess({}).as_of == date(2026, 3, 1)
    assert clock.now().utcoffset() == clock.CHINA.utcoffset(None)


def test_assessments_of_the_same_answers_are_equal(demo: Path) -> None:
    one, other = assess(demo, as_of="2026-11-23"), assess(demo, as_of="2026-11-23")
    assert one == other
    assert one.result.catalogue is other.result.catalogue
    assert one != assess(demo, as_of="2026-11-24")


def test_several_threads_may_ask(demo: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda city: assess({"enterprise.city": city}, as_of="2026-11-23").to_dict(), ["shenzhen", "guangzhou"] * 4))
    assert found[0] == found[2] != found[1] == found[3]


def test_policies_are_laid_over_the_bundled_catalogue(tmp_path: Path, demo: Path) -> None:
    original = Path(guangdong_ai.__file__).parents[1] / "policies" / "guangdong" / "standards.toml"
    changed = tmp_path / "guangdong" / "standards.toml"
    changed.parent.mkdir()
    changed.write_text(original.read_text(encoding="utf-8").replace('en = "Standards"', 'en = "Norms"'), encoding="utf-8")
    for policies in (tmp_path, str(tmp_path), [tmp_path], (str(tmp_path),)):
        assert assess(demo, as_of="2026-11-23", policies=policies).measure("standards").title.en == "Norms"
    assert assess(demo, as_of="2026-11-23").measure("standards").title.en == "Standards"
    changed.write_text(original.read_text(encoding="utf-8").replace('en = "Standards"', 'en = "Rules"'), encoding="utf-8")
    assert assess(demo, as_of="2026-11-23", policies=tmp_path).measure("standards").title.en == "Rules"


def test_scopes_leave_out_the_measures_of_all_others(demo: Path) -> None:
    whole = assess(demo, as_of="2026-11-23")
    for scopes in ("policy", ["policy"], ("policy",)):
        own = assess(demo, as_of="2026-11-23", scopes=scopes)
        assert own == assess(demo, as_of="2026-11-23", scopes=["policy"])
        assert [(one.id, one.eligibility) for one in own.measures] == [
            (one.id, one.eligibility) for one in whole.measures if whole.result.catalogue.scope_of(one.measure) == "policy"
        ]
    assert 0 < len(own.measures) < len(whole.measures)
    assert {measure.id for measure in guangdong_ai.measures(scopes=["policy", "nation"])} > {one.id for one in own.measures}
    firm = {"enterprise.kind": "enterprise"}
    asked, all_asked = (guangdong_ai.next_questions(firm, as_of="2026-11-23", scopes=scopes) for scopes in ("policy", ()))
    assert 0 < len(asked) < len(all_asked)
    with pytest.raises(Refused) as refused:
        assess(demo, scopes=["policy", "galaxy"])
    (finding,) = refused.value.findings
    assert (finding.message.en, finding.place.key) == ("not a scope: 'galaxy'", "scopes")


def test_it_is_shown_in_one_line(demo: Path) -> None:
    assert repr(assess(demo, as_of="2026-11-23")) == (
        "<Assessment 2026-11-23: 11 conditional, 41 undetermined, 43 ineligible; total CNY 1,000,000>"
    )
    assert "too little is known" in repr(assess({}, as_of="2026-11-23"))


def test_a_notebook_shows_a_small_table_in_both_languages(demo: Path) -> None:
    table = assess(demo, as_of="2026-11-23")._repr_html_()
    for words in (
        "国家级专精特新“小巨人”奖励",
        "Award for national little giants",
        "有条件符合",
        "conditional",
        "不符合：43 项",
        "Ineligible: 43",
    ):
        assert words in table
    assert table.count("<tr>") == 1 + 11 + 41
    assert len(table) < 20_000


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x>', "a & b"])
def test_what_a_name_brings_with_it_is_only_shown(name: str) -> None:
    table = assess({"enterprise.name": name}, as_of="2026-11-23")._repr_html_()
    assert name not in table
    assert "<script" not in table
    assert "<img" not in table


def test_an_assessment_is_not_changed() -> None:
    whole: Any = assess({}, as_of="2026-11-23")
    assert type(whole) is Assessment
    for name in ("warnings", "result", "anything"):
        with pytest.raises(AttributeError):
            setattr(whole, name, ())
