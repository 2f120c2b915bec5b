"""Each file in ``wrong/`` gets exactly the messages in the .txt beside it, and every message of the catalogue layer has such an example.

To write the expected messages anew after a deliberate change, run this file as a program: python -m tests.catalogue.test_wrong_catalogues
"""

from datetime import timedelta
from pathlib import Path

import pytest

from guangdong_ai.catalogue import check_files, load, references, sound_answers, sound_evidence, sound_stacking, sound_table
from guangdong_ai.catalogue.lint import (
    INVARIANTS,
    confidence,
    contradictions,
    days,
    evidence,
    figures,
    lint,
    questions,
    repetition,
    subject,
    texts,
)
from guangdong_ai.catalogue.lint import references as dead_references
from guangdong_ai.catalogue.lint.subject import subject_of
from guangdong_ai.catalogue.load import check_folders
from tests.rules.messages_in import messages_in, without_example

from .small_catalogue import SMALL
from .wrong_catalogues import AS_OF, FILES, FOLDER, findings_of, messages


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.stem)
def test_a_wrong_catalogue_gets_exactly_these_messages(case: Path) -> None:
    expected = case.with_suffix(".txt").read_text(encoding="utf-8")
    assert messages(case) == expected


def test_every_expectation_has_its_case() -> None:
    assert FILES
    assert {case.stem for case in FILES} == {case.stem for case in FOLDER.glob("*.txt")}


LAYER = (
    check_files,
    load,
    references,
    sound_answers,
    sound_evidence,
    sound_stacking,
    sound_table,
    confidence,
    contradictions,
    days,
    evidence,
    figures,
    questions,
    dead_references,
    repetition,
    subject,
    texts,
)


def test_every_message_has_an_example() -> None:
    examples = [case.with_suffix(".txt").read_text(encoding="utf-8") for case in FILES]
    assert without_example(messages_in(*LAYER), examples) == []


def test_the_small_catalogue_is_right() -> None:
    catalogue, files, findings = check_folders((SMALL,))
    assert findings == []
    assert catalogue is not None
    assert lint(catalogue, files, AS_OF) == []
    assert lint(catalogue, files, AS_OF + timedelta(days=180)) == []


def test_each_invariant_of_lint_has_an_example(tmp_path: Path) -> None:
    violated: set[str] = set()
    for case in FILES:
        findings_of(case, tmp_path / case.stem)
        catalogue, files, _ = check_folders((tmp_path / case.stem,))
        if catalogue is not None:
            whole = subject_of(catalogue, files, AS_OF + timedelta(days=1000))
            violated |= {invariant.__name__ for invariant in INVARIANTS if any(invariant(whole))}
    assert violated == {invariant.__name__ for invariant in INVARIANTS}


if __name__ == "__main__":
    for wrong in FILES:
        wrong.with_suffix(".txt").write_text(messages(wrong), encoding="utf-8", newline="\n")
