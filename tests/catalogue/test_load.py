import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.catalogue import load
from guangdong_ai.catalogue.cache_file import KEPT, with_sum
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.load import check_folders, load_catalogue, load_folders, source_of
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.record import replace
from guangdong_ai.rules.condition import Compare

from .small_catalogue import SMALL, Edit, apply, small_catalogue


def contents(catalogue: Catalogue) -> dict[str, Any]:
    """All that an assessment sees of a catalogue: everything but the cases."""
    return {
        "manifest": catalogue.manifest,
        "digest": catalogue.digest,
        "sections": catalogue.sections,
        "facts": list(catalogue.facts.items()),
        "documents": list(catalogue.documents.items()),
        "tables": list(catalogue.tables.items()),
        "stacking": list(catalogue.stacking.items()),
        "calls": catalogue.calls,
        "measures": [(name, replace(measure, cases=())) for name, measure in catalogue.measures.items()],
    }


def test_the_small_catalogue_is_loaded_whole() -> None:
    catalogue = load_folders((SMALL,))
    assert list(catalogue.measures) == ["title-award", "project", "advice"], "in the order of articles, those without one last"
    assert list(catalogue.facts)[:3] == ["firm.name", "firm.city", "firm.fields"]
    assert set(catalogue.documents) == {"measures-2025", "notice-2026"}
    assert set(catalogue.tables) == {"awards"}
    assert set(catalogue.stacking) == {"one-of-two"}
    assert [call.id for call in catalogue.calls_of("project")] == ["call-2026"]
    assert catalogue.calls_of("advice") == ()
    assert catalogue.manifest.version == "1"
    criterion = catalogue.measures["title-award"].criteria[0]
    assert criterion.when == Compare(fact="firm.titled", operator="between", operand=(2024, 2026))


def test_sections_come_by_their_order_and_facts_by_the_file(tmp_path: Path) -> None:
    first = 'section = "first"\ntitle = { zh = "先", en = "First" }\norder = 1\nfacts = []\n'
    catalogue = load_folders((small_catalogue(tmp_path, [Edit(file="facts/zzz.toml", new=first)]),))
    assert [section.section for section in catalogue.sections] == ["first", "firm"]


def test_the_bundled_catalogue_is_loaded() -> None:
    catalogue = load_catalogue()
    assert len(catalogue.measures) >= 19
    assert catalogue.digest.startswith("sha256:")


# Folders laid over each other


ADVICE = """\
id          = "advice"
document    = "added-2026"
reviewed_on = 2026-01-01
title       = { zh = "新的咨询", en = "New advice" }
benefit     = { zh = "提供咨询。", en = "Gives advice." }
audience    = { zh = "所有企业。", en = "Every firm." }
criteria    = [{ id = "many", text = { zh = "十人以上", en = "Ten or more" }, when = { fact = "firm.staff", at_least = 10 }, source = { document = "added-2026", confidence = "official" } }]
funding     = { kind = "in_kind" }
"""
ADDED: Sequence[Edit] = [
    Edit(file="city/advice.toml", new=ADVICE),
    Edit(
        file="documents/added-2026.toml",
        new='id = "added-2026"\ntitle = { zh = "补充文件", en = "Added" }\nscope = "city"\nconfidence = "official"\n',
    ),
    Edit(
        file="facts/firm.toml",
        new="""\
section = "firm"
title   = { zh = "公司", en = "The company" }
order   = 5
[[facts]]
id            = "firm.staff"
kind          = "count"
label         = { zh = "员工", en = "Employees" }
question      = { zh = "有多少员工？", en = "How many employees?" }
change        = "quick"
change_reason = { zh = "可以招聘。", en = "A firm can hire." }
[[facts]]
id            = "firm.patents"
kind          = "count"
label         = { zh = "专利", en = "Patents" }
question      = { zh = "有多少专利？", en = "How many patents?" }
change        = "slow"
change_reason = { zh = "需要时间。", en = "It takes time." }
""",
    ),
]


def added_folder(folder: Path, edits: Sequence[Edit] = ADDED) -> Path:
    folder.mkdir()
    for edit in edits:
        apply(edit, folder)
    return folder


def test_an_added_folder_adds_and_overrides_by_id(tmp_path: Path) -> None:
    catalogue = load_folders((SMALL, added_folder(tmp_path / "added")))
    advice = catalogue.measures["advice"]
    assert advice.title.en == "New advice"
    assert [criterion.id for criterion in advice.criteria] == ["many"]
    assert set(catalogue.measures) == {"title-award", "project", "advice"}
    assert set(catalogue.documents) == {"measures-2025", "notice-2026", "added-2026"}
    assert catalogue.manifest.version == "1", "a folder without catalogue.toml leaves it as it is"


def test_added_facts_join_their_section(tmp_path: Path) -> None:
    catalogue = load_folders((SMALL, added_folder(tmp_path / "added")))
    (section,) = catalogue.sections
    assert (section.title.en, section.order) == ("The company", 5)
    assert catalogue.facts["firm.staff"].label.en == "Employees"
    assert list(catalogue.facts)[-1] == "firm.patents"
    assert [fact.id for fact in section.facts].count("firm.staff") == 1
    assert len(section.facts) == 11


def test_the_later_of_two_added_folders_wins(tmp_path: Path) -> None:
    first = added_folder(tmp_path / "first")
    second = added_folder(tmp_path / "second", [Edit(file="advice.toml", new=ADVICE.replace("新的咨询", "又一个").replace("New", "Newer"))])
    assert load_folders((SMALL, first, second)).measures["advice"].title.en == "Newer advice"
    assert load_folders((SMALL, first, second)).digest != load_folders((SMALL, first)).digest


def test_an_added_call_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    call = (SMALL / "calls" / "call-2026.toml").read_text(encoding="utf-8").replace("finished-in-time", "finished")
    project = (SMALL / "province" / "project.toml").read_text(encoding="utf-8").replace('"not-listed"', '"finished-in-time"')
    edits = [Edit(file="calls/call-2026.toml", new=call), Edit(file="project.toml", new=project)]
    catalogue = load_folders((SMALL, added_folder(tmp_path / "added", edits)))
    assert [criterion.id for call in catalogue.calls_of("project") for criterion in call.criteria] == ["finished"]


STACKING = (SMALL / "stacking.toml").read_text(encoding="utf-8")


def test_stacking_rules_are_added_up(tmp_path: Path) -> None:
    added = added_folder(tmp_path / "added", [Edit(file="stacking.toml", new=STACKING.replace("one-of-two", "another"))])
    assert set(load_folders((SMALL, added)).stacking) == {"one-of-two", "another"}


def test_a_later_stacking_rule_takes_the_place_of_the_one_with_its_id(tmp_path: Path) -> None:
    capped = STACKING.replace('"exclusive"', '"cap"\nmost = 5\nper = "firm"')
    crossing = STACKING.replace("one-of-two", "crossing").replace('"exclusive"', '"difference"').replace('"project"', '"advice"')
    first = added_folder(tmp_path / "first", [Edit(file="stacking.toml", new=capped)])
    second = added_folder(tmp_path / "second", [Edit(file="stacking.toml", new=f"{crossing}\n{STACKING}")])
    assert load_folders((SMALL, first)).stacking["one-of-two"].form == "cap"
    rules = load_folders((SMALL, first, second)).stacking
    assert {name: rule.form for name, rule in rules.items()} == {"one-of-two": "exclusive", "crossing": "difference"}


def test_what_is_wrong_in_an_added_folder_is_refused_with_its_place(tmp_path: Path) -> None:
    edits = [Edit(file="city/advice.toml", new=ADVICE.replace("firm.staff", "firm.stuff"))]
    added = added_folder(tmp_path / "added", [*edits, *ADDED[1:]])
    with pytest.raises(Refused) as refused:
        load_folders((SMALL, added))
    (finding,) = refused.value.findings
    assert finding.message.en == "unknown fact: firm.stuff"
    assert finding.place.file == added / "city" / "advice.toml"
    assert finding.place.line == 7


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    edits = [
        Edit(file="province/advice.toml", old="unpublished", new="money"),
        Edit(file="province/project.toml", old='"competition"', new='"luck"'),
        Edit(file="tables/awards.toml", new="\ufeffid = 5"),
    ]
    with pytest.raises(Refused) as refused:
        load_folders((small_catalogue(tmp_path, edits),))
    assert len({finding.place.file for finding in refused.value.findings}) == 3
    assert len(refused.value.findings) == 7


NOISE = {
    "utf-16": b"\xff\xfe",
    "latin-1": b"a = \x80",
    "too long": b"x" * 1_048_577,
    "zeros": b"\x00" * 10,
    "too deep": b"a=" + b"[" * 5000,
}


@pytest.mark.parametrize("content", NOISE.values(), ids=NOISE)
def test_noise_is_a_finding(tmp_path: Path, content: bytes) -> None:
    folder = small_catalogue(tmp_path)
    (folder / "province" / "noise.toml").write_bytes(content)
    catalogue, _, findings = check_folders((folder,))
    assert catalogue is None
    assert {finding.place.file for finding in findings} == {folder / "province" / "noise.toml"}


def test_a_byte_order_mark_and_carriage_returns_do_no_harm(tmp_path: Path) -> None:
    folder = small_catalogue(tmp_path)
    for path in folder.rglob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    catalogue, original = load_folders((folder,)), load_folders((SMALL,))
    assert contents(catalogue) | {"digest": ""} == contents(original) | {"digest": ""}


def test_the_source_of_a_measure_is_its_last_file(tmp_path: Path) -> None:
    plain = source_of("measures", "little-giant-award", ())
    assert plain["id"] == "little-giant-award"
    assert plain["cases"]
    changed = ADVICE.replace('"advice"', '"little-giant-award"')
    added = added_folder(tmp_path / "added", [Edit(file="little-giant-award.toml", new=changed)])
    assert source_of("measures", "little-giant-award", (added,))["title"]["en"] == "New advice"


# The cache


def refuse(*_: object) -> None:
    raise AssertionError("the files were checked again")


def test_a_second_start_does_not_check_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = load_folders((SMALL,), cache_folder=tmp_path / "cache")
    monkeypatch.setattr(load, "_check", refuse)
    cached = load_folders((SMALL,), cache_folder=tmp_path / "cache")
    assert contents(cached) == contents(checked)
    assert all(measure.cases == () for measure in cached.measures.values())


def test_the_bundled_catalogue_is_the_same_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = load_catalogue(cache_folder=tmp_path)
    monkeypatch.setattr(load, "_check", refuse)
    assert contents(load_catalogue(cache_folder=tmp_path)) == contents(checked)


def test_without_a_cache_folder_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    load_folders((SMALL,))
    assert list(tmp_path.iterdir()) == []


def test_after_a_change_the_files_are_checked_again(tmp_path: Path) -> None:
    folder, cache = small_catalogue(tmp_path / "policies"), tmp_path / "cache"
    load_folders((folder,), cache_folder=cache)
    apply(Edit(file="province/advice.toml", old="Gives advice.", new="Gives good advice."), folder)
    assert load_folders((folder,), cache_folder=cache).measures["advice"].benefit.en == "Gives good advice."
    apply(Edit(file="province/advice.toml", old='kind = "unpublished"', new='kind = "secret"'), folder)
    with pytest.raises(Refused):
        load_folders((folder,), cache_folder=cache)
    assert len(list(cache.iterdir())) == 2, "what is refused is not kept"


def kept_file(cache: Path) -> Path:
    (path,) = cache.iterdir()
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff",
        b"null",
        b"{}",
        b"[]",
        b"{" * 100_000,
        b"\xff",
        b'{"manifest": null, "sections": [], "documents": [], "tables": [], "calls": [], "stacking": [], "measures": []}',
    ],
    ids=["empty", "noise", "null", "object", "array", "deep", "not utf-8", "no manifest"],
)
def test_a_spoilt_cache_is_no_catalogue(tmp_path: Path, content: bytes) -> None:
    first = load_folders((SMALL,), cache_folder=tmp_path)
    path = kept_file(tmp_path)
    path.write_bytes(content)
    assert contents(load_folders((SMALL,), cache_folder=tmp_path)) == contents(first)
    assert kept_file(tmp_path).read_bytes() != content, "it was made anew"


@pytest.mark.parametrize("cut", [1, 100, 2000])
def test_half_a_cache_is_no_catalogue(tmp_path: Path, cut: int) -> None:
    first = load_folders((SMALL,), cache_folder=tmp_path)
    path = kept_file(tmp_path)
    path.write_bytes(path.read_bytes()[:-cut])
    assert contents(load_folders((SMALL,), cache_folder=tmp_path)) == contents(first)


@pytest.mark.parametrize(
    "rules",
    [
        b"",
        b"{}",
        b"[[]]",
        b'["Compare"]',
        b'[["Contents", 1]]',
        b'[["Compare", "firm.staff", "at_least"]]',
        b'[["Not", {"rule": 5}]]',
        b'[["Not", {"rule": "x"}]]',
        b'[["Not", {}]]',
        b'[["Fixed", {"number": "much"}]]',
        b'[["Fixed", {"day": "2026-02-30"}]]',
        b'[["Fixed", {"number": "5"}]]',
    ],
)
def test_cached_rules_that_cannot_be_read_are_no_catalogue(tmp_path: Path, rules: bytes) -> None:
    first = load_folders((SMALL,), cache_folder=tmp_path)
    path = kept_file(tmp_path)
    _, _, records = path.read_bytes().split(b"\n")
    path.write_bytes(with_sum(rules + b"\n" + records))
    assert contents(load_folders((SMALL,), cache_folder=tmp_path)) == contents(first)


@pytest.mark.parametrize("rule", [-1, 10_000, "0", {"fact": 5}])
def test_a_cached_record_whose_rule_is_not_there_is_no_catalogue(tmp_path: Path, rule: object) -> None:
    first = load_folders((SMALL,), cache_folder=tmp_path)
    path = kept_file(tmp_path)
    _, rules, records = path.read_bytes().split(b"\n")
    plain = json.loads(records)
    criterion = next(one for measure in plain["measures"] for one in measure["criteria"] if "when" in one)
    criterion["when"] = rule
    path.write_bytes(with_sum(rules + b"\n" + json.dumps(plain).encode()))
    assert contents(load_folders((SMALL,), cache_folder=tmp_path)) == contents(first)


def altered(path: Path) -> bytes:
    """What is kept, with one figure more and nothing else changed."""
    content = path.read_bytes()
    changed = content.replace(b"Gives advice", b"Pays millions")
    assert changed != content
    return changed


def test_a_cache_that_was_altered_is_not_believed(tmp_path: Path) -> None:
    first = load_folders((SMALL,), cache_folder=tmp_path)
    path = kept_file(tmp_path)
    kept = path.read_bytes()
    for planted in (altered(path), altered(path).split(b"\n", 1)[1], kept.split(b"\n", 1)[1]):
        path.write_bytes(planted)
        assert contents(load_folders((SMALL,), cache_folder=tmp_path)) == contents(first)
        assert path.read_bytes() == kept, "it was made anew"


def whole_other(path: Path) -> bytes:
    """A cache that is whole in itself and says something else: what only the rights on the file tell from ours."""
    return with_sum(altered(path).split(b"\n", 1)[1])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_cache_that_others_may_write_to_is_not_believed(tmp_path: Path, mode: int) -> None:
    first = load_folders((SMALL,), cache_folder=tmp_path)
    path = kept_file(tmp_path)
    path.write_bytes(whole_other(path))
    path.chmod(mode)
    assert contents(load_folders((SMALL,), cache_folder=tmp_path)) == contents(first)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_cache_of_somebody_else_is_not_believed(tmp_path: Path, what: str) -> None:
    first = load_folders((SMALL,), cache_folder=tmp_path)
    path = kept_file(tmp_path)
    path.write_bytes(whole_other(path))
    os.chown(path if what == "file" else tmp_path, 65534, 65534)
    assert contents(load_folders((SMALL,), cache_folder=tmp_path)) == contents(first)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_that_the_group_may_write_to_is_made_ours(tmp_path: Path) -> None:
    tmp_path.chmod(0o775)
    load_folders((SMALL,), cache_folder=tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    assert kept_file(tmp_path).is_file()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_no_link_is_followed(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = load_folders((SMALL,), cache_folder=cache)
    path = kept_file(cache)
    other = tmp_path / "diary"
    for content in (b"dear diary", whole_other(path)):
        other.write_bytes(content)
        path.unlink()
        path.symlink_to(other)
        assert contents(load_folders((SMALL,), cache_folder=cache)) == contents(first)
        assert other.read_bytes() == content
        assert not path.is_symlink()


def test_a_cache_folder_that_cannot_be_written_to_is_no_reason_to_stop(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    for folder in (blocked, blocked / "cache"):
        assert load_folders((SMALL,), cache_folder=folder).measures
    assert blocked.read_text(encoding="utf-8") == "in the way"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_cache_folder_without_the_right_to_write_is_no_reason_to_stop(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert load_folders((SMALL,), cache_folder=tmp_path).measures
    finally:
        tmp_path.chmod(0o700)


def test_only_the_latest_are_kept(tmp_path: Path) -> None:
    folder, cache = small_catalogue(tmp_path / "policies"), tmp_path / "cache"
    for number in range(KEPT + 3):
        path = folder / "catalogue.toml"
        path.write_text(path.read_text(encoding="utf-8").replace('"1', f'"1{number % 10}', 1), encoding="utf-8")
        load_folders((folder,), cache_folder=cache)
    names = sorted(path.name for path in cache.iterdir())
    assert len(names) == KEPT, "and nothing half written lies about"
    assert all(name.startswith("catalogue-") and name.endswith(".json") for name in names)
    last = load_folders((folder,)).digest.removeprefix("sha256:")[:32]
    assert any(last in name for name in names)


def test_every_unit_has_its_singular() -> None:
    """1 person, 2 people: English counts in two forms."""
    units = [fact for fact in load_catalogue().facts.values() if fact.unit is not None]
    assert units
    assert [fact.id for fact in units if fact.unit_of_one is None or fact.unit_of_one == fact.unit_for(2).en] == []
