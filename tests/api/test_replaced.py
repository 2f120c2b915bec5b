"""What replaces an earlier declaration is named, whatever kind of thing it is."""

from typing import get_args

import pytest

from guangdong_ai.api.replaced import replaced
from guangdong_ai.catalogue.check_files import LISTS, CheckedFile, check_files
from guangdong_ai.catalogue.source_files import Declares, SourceFile, bundled_folder, read_files

KINDS: tuple[Declares, ...] = get_args(Declares)


@pytest.fixture(scope="module")
def one_of_each() -> list[CheckedFile]:
    """A file of each kind, all of them twice."""
    chosen: dict[Declares, SourceFile] = {file.declares: file for file in read_files((bundled_folder(),))}
    assert set(chosen) == set(KINDS)
    files, findings = check_files([*chosen.values(), *chosen.values()])
    assert findings == []
    return files


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_named_in_both_languages(one_of_each: list[CheckedFile], kind: Declares) -> None:
    twice = [file for file in one_of_each if file.source.declares == kind]
    told = list(replaced(twice))
    many = sum(len(getattr(twice[0].value, key)) for key in LISTS[kind]) if kind in LISTS else len(getattr(twice[0].value, "facts", "1"))
    assert len(told) == many
    assert all(one.severity == "warning" and one.message.zh and one.message.en.startswith("replaces the ") for one in told)


def test_nothing_replaces_anything_where_each_stands_once(one_of_each: list[CheckedFile]) -> None:
    assert list(replaced(one_of_each[: len(KINDS)])) == []
