"""The catalogue is held against notes both ways: what one of them has and the other has not is found where it stands, and nothing else."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from guangdong_ai.catalogue.load import load_folders
from guangdong_ai.catalogue.source_files import bundled_folder
from tests.held_against_notes.__main__ import main
from tests.held_against_notes.comparison import compared, in_the_program
from tests.held_against_notes.figures import figures_found, figures_stated, in_words, known

from .small_catalogue import Edit, small_catalogue

ROOT = Path(__file__).parents[2]

NOTES = """\
# Notes

How to read them: 万 = 10,000.

## Documents
| id | document | number | dates |
|---|---|---|---|
| measures-2025 | 若干政策措施 | 府办〔2025〕1号 | signed 2025-01-01, public 2025-01-02, valid to 2027-12-31 |
| notice-2026 | 申报通知 | – | posted 2025-12-01, open from 2026-01-01 to 2026-03-31 |

## Article 2 of the measures, official
- Award for a title: firms titled in 2024–2026, in AI or robotics, in the North. It adds to the city's award, up to 2,000,000; the North pays
  500,000, from 2026 up to 800,000.

## Article 4 of the measures, official
- Project grant: at most 20 % of the cost, 30 % with own funding of 70 % or more, up to 8,000,000. The cost is at least 20,000,000;
  own funding at least 50 %, or 30 % where 20 % of the staff do research. Not on the dishonesty list.
- The call (notice-2026): finished on or before 2025-07-31.

## Advice, official
- Every firm in need of it; the authority decides.

## Other
- A prize of 123,000 is named, nothing else was seen of it.
- In a year without notice the days are 7 at most, says the clock.
"""

LEFT_OUT = """
[[not_modelled]]
id       = "prize"
document = "measures-2025"
subject  = { zh = "奖金", en = "A prize" }
reason   = { zh = "其他内容没有见到。", en = "Nothing else was seen of it." }
words    = ["prize of 123,000"]

[[not_modelled]]
id       = "clock"
subject  = { zh = "时钟", en = "The clock" }
reason   = { zh = "与措施无关。", en = "No measure needs it." }
words    = ["In a year without notice the days are 7 at most, says the clock"]
"""

WITH_LEFT_OUT = Edit(file="not_modelled.toml", new=LEFT_OUT)


def findings(folder: Path, notes: str = NOTES, edits: Sequence[Edit] = ()) -> list[str]:
    written = folder / "notes"
    written.mkdir(parents=True)
    (written / "notes.md").write_text(notes, encoding="utf-8")
    policies = small_catalogue(folder / "policies", [WITH_LEFT_OUT, *edits])
    return [one.replace(f"{folder}/", "") for one in compared(written, policies)]


def line_of(words: str, text: str = NOTES) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def test_nothing_is_found_where_both_say_the_same(tmp_path: Path) -> None:
    assert findings(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("up to 8,000,000", "up to 9,000,000", "9,000,000"),
        ("up to 8,000,000", "up to 900万", "9,000,000"),
        ("at most 20 % of the cost", "at most 25 % of the cost", "25 %"),
        ("up to 2,000,000;", "up to 8,000,000;", "8,000,000"),  # the cap of another article
        ("2025-07-31", "2025-08-31", "2025-08-31"),
        ("2024–2026", "2023–26", "2023"),
        ("府办〔2025〕1号", "府办〔2025〕9号", "府办〔2025〕9号"),
        ("500,000, from", "600,000, from", "600,000"),
        ("A prize of 123,000", "A prize of 123,000 for 40 firms", "40"),
    ],
)
def test_a_figure_that_the_catalogue_does_not_have_is_found_in_its_line(tmp_path: Path, old: str, new: str, named: str) -> None:
    notes = NOTES.replace(old, new)
    of_notes = [one for one in findings(tmp_path, notes) if one.startswith("notes/")]
    where = f"notes/notes.md:{line_of(new, notes)}: the catalogue does not have "
    assert [one.startswith(where) and named in one for one in of_notes] == [True], of_notes


def test_a_condition_without_a_figure_is_found(tmp_path: Path) -> None:
    notes = NOTES.replace("- The call", "- Only exporters with branches abroad qualify.\n- A firm 属于外贸企业.\n- The call")
    told = findings(tmp_path, notes)
    assert len(told) == 2
    assert "notes.md:18: the catalogue does not tell of abroad" in told[0]
    assert "notes.md:19: the catalogue does not tell of 属于外贸企业" in told[1]


def test_a_term_is_looked_for_where_the_line_belongs(tmp_path: Path) -> None:
    notes = NOTES.replace("for a title: firms titled", "for a title (称号奖励): firms titled")
    assert findings(tmp_path / "own", notes) == []
    told = findings(tmp_path / "other", notes.replace("称号奖励", "失信名单"))
    assert len(told) == 1
    assert "does not tell of 失信名单" in told[0]


def test_what_is_left_out_is_named_by_its_words_even_across_lines(tmp_path: Path) -> None:
    assert findings(tmp_path, NOTES.replace("A prize of 123,000", "A prize of\n  123,000")) == []
    gone = Edit(file="not_modelled.toml", old='words    = ["prize of 123,000"]', new='words    = ["prize of 999,000"]')
    told = findings(tmp_path / "gone", edits=[gone])
    assert len(told) == 2
    assert "no note has these words: prize of 999,000" in told[0]
    assert told[1].startswith(f"notes/notes.md:{line_of('123,000')}: the catalogue does not have 123,000")


@pytest.mark.parametrize(
    ("edit", "line", "named"),
    [
        (Edit(file="province/project.toml", old="at_least = 20_000_000 }", new="at_least = 21_000_000 }"), 15, "21,000,000"),
        (Edit(file="province/project.toml", old="投入不低于2000万元", new="投入不低于2100万元"), 14, "21,000,000"),
        (Edit(file="province/title-award.toml", old="between = [2024, 2026]", new="between = [2024, 2029]"), 12, "2029"),
        (Edit(file="calls/call-2026.toml", old="closes   = 2026-03-31", new="closes   = 2026-04-15"), 7, "2026-04-15"),
        (Edit(file="documents/measures-2025.toml", old="府办〔2025〕1号", new="府办〔2025〕3号"), 3, "府办〔2025〕3号"),
        (Edit(file="tables/awards.toml", old="high       = 800_000", new="high       = 850_000"), 19, "850,000"),
        # another measure's figure is none of this one
        (Edit(file="province/title-award.toml", old="cap 2,000,000 yuan", new="cap 20,000,000 yuan"), 37, "20,000,000"),
    ],
)
def test_a_figure_that_no_note_has_is_found_at_its_place(tmp_path: Path, edit: Edit, line: int, named: str) -> None:
    told = [one for one in findings(tmp_path, edits=[edit]) if not one.startswith("notes/")]
    assert [one.startswith(f"policies/{edit.file}:{line}: no note about ") and one.endswith(f"has {named}") for one in told] == [True], told


def test_what_is_derived_is_said_beside_or_marked_as_inferred(tmp_path: Path) -> None:
    derived = 'when   = { fact = "firm.finished", at_most = 2025-07-31 }\n'
    call = Path(small_catalogue(tmp_path / "whole") / "calls" / "call-2026.toml").read_text(encoding="utf-8")
    assert derived in call
    later = derived.replace("2025-07-31", "2025-09-30")
    beside = Edit(file="calls/call-2026.toml", new=call.replace(derived, f"# derived: two months are granted to everybody\n{later}"))
    other = 'source = { document = "notice-2026", confidence = "reported" }\n'
    inferred = Edit(file="calls/call-2026.toml", new=call.replace(derived + other, later + other.replace("reported", "inferred")))
    silent = Edit(file="calls/call-2026.toml", new=call.replace(derived, later))
    assert findings(tmp_path / "beside", edits=[beside]) == []
    assert [one for one in findings(tmp_path / "inferred", edits=[inferred]) if "no note" in one] == []
    assert "has 2025-09-30" in "".join(findings(tmp_path / "silent", edits=[silent]))


def test_a_source_is_no_surer_than_the_notes(tmp_path: Path) -> None:
    notes = NOTES.replace("Article 2 of the measures, official", "Article 2 of the measures, reported")
    told = findings(tmp_path, notes)
    assert told == ["policies/province/title-award.toml:13: no note about title-award is marked official"]


def test_cases_are_made_up_and_need_no_note(tmp_path: Path) -> None:
    path = small_catalogue(tmp_path / "whole") / "province" / "advice.toml"
    case = '\n[[cases]]\nname = "A cost of 77,000,000"\non = 2026-01-01\nfacts = { "firm.cost" = 77_000_000 }\nexpect = { eligibility = "conditional" }\n'
    edit = Edit(file="province/advice.toml", new=path.read_text(encoding="utf-8") + case)
    assert findings(tmp_path / "with", edits=[edit]) == []


def test_the_exit_code_says_whether_there_are_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert findings(tmp_path) == []
    assert main([str(tmp_path / "notes"), str(tmp_path / "policies")]) == 0
    (tmp_path / "notes" / "notes.md").write_text(NOTES.replace("8,000,000", "9,000,000"), encoding="utf-8")
    capsys.readouterr()
    assert main([str(tmp_path / "notes"), str(tmp_path / "policies")]) == 1
    out, err = capsys.readouterr()
    assert f"notes.md:{line_of('8,000,000')}: " in out
    assert f"{len(out.splitlines())} findings" in err
    assert main([str(tmp_path / "nowhere")]) == 2
    assert main([]) == 2


def test_figures_are_read_whatever_their_unit() -> None:
    assert set(map(in_words, figures_stated("≤ 50 % (5,000万元, 1.5亿元), three years, 1.5 points, 2025-05, 1 : 1"))) == {
        "50 %",
        "50,000,000",
        "150,000,000",
        "3",
        "1.5 %",
        "2025-05",
    }
    assert set(map(in_words, figures_stated("10–20 %, until 2026-08-21 17:00 (府办〔2025〕1号; see Article 3)"))) == {
        "10 %",
        "20 %",
        "2026-08-21",
        "17:00",
        "府办〔2025〕1号",
    }
    assert figures_stated("until 17:00") <= figures_found("下午5时截止") & figures_found("5 in the afternoon")


def test_what_follows_from_a_figure_needs_no_note() -> None:
    noted = known(figures_stated("valid from 2025-08-23; the list of 2021"))
    assert all(noted.gives(one) for one in figures_stated("2025, 2025-08, 2025-08-22, 2021-01-01, 2021-12-31"))
    assert not any(noted.gives(one) for one in figures_stated("2025-08-21, 2025-12-31, 2022"))


def test_what_the_program_does_is_done_where_it_is_said() -> None:
    listed = in_the_program()
    assert listed
    assert [one["by"] for one in listed if not (ROOT / one["by"]).is_file()] == []
    assert all(one["words"] for one in listed)


def test_what_the_bundled_catalogue_leaves_out_says_why_in_both_languages() -> None:
    left_out = load_folders((bundled_folder(),)).not_modelled
    assert len(left_out) > 30
    for one in left_out.values():
        assert one.words, one.id
        assert all((one.subject.zh, one.subject.en, one.reason.zh, one.reason.en)), one.id
        assert one.reason.zh.endswith("。"), one.id
        assert one.reason.en.endswith("."), one.id
