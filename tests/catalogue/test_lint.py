"""Lint on the bundled catalogue and on folders laid over each other; what each invariant says stands in ``wrong/``."""

from datetime import timedelta
from pathlib import Path

import pytest

from guangdong_ai.catalogue.in_force import in_force
from guangdong_ai.catalogue.lint import lint
from guangdong_ai.catalogue.load import check_folders
from guangdong_ai.catalogue.source_files import bundled_folder
from guangdong_ai.foundation.finding import Finding

from .small_catalogue import SMALL, Edit, apply
from .wrong_catalogues import AS_OF


def linted(*folders: Path) -> list[Finding]:
    catalogue, files, findings = check_folders(folders)
    assert catalogue is not None, findings
    return lint(catalogue, files, AS_OF)


def test_the_bundled_catalogue_has_no_errors_on_the_day_of_its_review() -> None:
    catalogue, files, findings = check_folders((bundled_folder(),))
    assert catalogue is not None, findings
    found = lint(catalogue, files, catalogue.manifest.reviewed_on)
    assert [finding for finding in found if finding.severity == "error"] == []
    assert all(finding.place.file is not None for finding in found)


def test_the_same_is_found_on_a_day_long_after_but_for_what_has_become_old() -> None:
    catalogue, files, _ = check_folders((bundled_folder(),))
    assert catalogue is not None
    day = catalogue.manifest.reviewed_on
    first, later = lint(catalogue, files, day), lint(catalogue, files, day + timedelta(days=2000))
    new = [finding for finding in later if finding not in first]
    assert {finding.path[-1] for finding in new} <= {"reviewed_on", "valid_until"}
    reviewed = {finding.place.file for finding in new if finding.path == ("reviewed_on",)}
    assert reviewed == {file.toml.path for file in files if file.source.declares in ("measures", "manifest")}


def test_errors_come_first_then_files_and_lines_in_order(tmp_path: Path) -> None:
    apply(Edit(file="a.toml", new=WRONG.replace('"advice"', '"a"').replace('"1"', '"a"')), tmp_path)
    apply(Edit(file="advice.toml", new=WRONG), tmp_path)
    found = linted(SMALL, tmp_path)
    order = [(finding.severity, str(finding.place.file), finding.place.line or 0) for finding in found]
    assert order == sorted(order)
    assert {severity for severity, *_ in order} == {"error", "warning"}


WRONG = """\
id          = "advice"
document    = "measures-2025"
reviewed_on = 2020-01-01
title       = { zh = "Advice", en = "" }
benefit     = { zh = "提供咨询。", en = "Gives advice." }
audience    = { zh = "所有企业。", en = "Every firm." }
criteria    = [{ id = "any", text = { zh = "都可以", en = "Anybody" }, when = { fact = "firm.staff", at_least = 0 }, source = { document = "measures-2025", confidence = "official" } }]
funding     = { kind = "in_kind" }
"""
RIGHT = (
    WRONG.replace('"Advice"', '"咨询"').replace('en = ""', 'en = "Advice"').replace("at_least = 0", "at_least = 1").replace("2020", "2026")
)


def test_a_file_that_a_later_folder_replaces_is_not_looked_at(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    apply(Edit(file="advice.toml", new=WRONG), first)
    apply(Edit(file="other/advice.toml", new=RIGHT), second)
    assert linted(SMALL, first) != []
    assert linted(SMALL, first, second) == []
    assert {finding.place.file for finding in linted(SMALL, first)} == {first / "advice.toml"}


def test_what_only_a_replaced_file_used_is_dead(tmp_path: Path) -> None:
    project = (SMALL / "province" / "project.toml").read_text(encoding="utf-8")
    ratio = '{ ratio = ["firm.researchers", "firm.staff"], at_least = 0.2 }, '
    assert ratio in project
    without = (
        project.replace(ratio, "")
        .replace("研发人员占20%以上的，", "部分单位")
        .replace(" where 20 % of the staff or more do research", " for some")
    )
    apply(Edit(file="project.toml", new=without), tmp_path)
    assert [finding.message.en for finding in linted(SMALL, tmp_path)] == [
        "no rule uses the fact firm.staff",
        "no rule uses the fact firm.researchers",
    ]


def test_files_in_force_are_the_last_of_their_id(tmp_path: Path) -> None:
    apply(Edit(file="anywhere/advice.toml", new=RIGHT), tmp_path)
    apply(Edit(file="catalogue.toml", new=(SMALL / "catalogue.toml").read_text(encoding="utf-8")), tmp_path)
    apply(Edit(file="facts/firm.toml", new='section = "firm"\ntitle = { zh = "企业", en = "Firm" }\norder = 1\nfacts = []\n'), tmp_path)
    _, files, findings = check_folders((SMALL, tmp_path))
    assert findings == []
    left_out = {file.source.path for file in files} - {file.source.path for file in in_force(files)}
    assert left_out == {SMALL / "province" / "advice.toml", SMALL / "catalogue.toml"}


@pytest.mark.parametrize(("days", "old"), [(180, False), (181, True)])
def test_a_review_is_too_old_after_180_days(days: int, old: bool) -> None:
    catalogue, files, _ = check_folders((SMALL,))
    assert catalogue is not None
    assert bool(lint(catalogue, files, AS_OF + timedelta(days=days))) == old


def test_a_review_in_the_future_of_an_earlier_day_is_none_of_lints_business() -> None:
    catalogue, files, _ = check_folders((SMALL,))
    assert catalogue is not None
    assert lint(catalogue, files, AS_OF - timedelta(days=300)) == []
