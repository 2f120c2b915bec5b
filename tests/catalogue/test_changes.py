"""What differs between two catalogues: everything that an assessment or a reader can see, and nothing else."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.changes.change import Change, path_name
from guangdong_ai.catalogue.changes.compare import NOT_COMPARED, catalogue_changes
from guangdong_ai.catalogue.changes.pairing import pairs
from guangdong_ai.catalogue.load import load_catalogue, load_folders
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import Compare
from tests.catalogue.every_field import made_of, small_contents, variants
from tests.catalogue.small_catalogue import SMALL, Edit, small_catalogue


def edited(folder: Path, *edits: Edit) -> Catalogue:
    """The small catalogue with these edits."""
    return load_folders((small_catalogue(folder, edits),))


def names(changes: Sequence[Change]) -> list[str]:
    return [path_name(change.path) for change in changes]


def without_positions(change: Change) -> str:
    """Where it is. What has no id is at one position before and at another after."""
    return ".".join(step.field + ("" if step.key is None or step.key.isdecimal() else f"[{step.key}]") for step in change.path)


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return load_folders((SMALL,))


def test_of_a_catalogue_and_itself_nothing_differs(small: Catalogue) -> None:
    assert catalogue_changes(small, small) == ()
    assert catalogue_changes(small, load_folders((SMALL,))) == ()


def test_of_the_bundled_catalogue_and_itself_nothing_differs(tmp_path: Path) -> None:
    checked = load_catalogue(cache_folder=tmp_path)
    assert catalogue_changes(checked, load_catalogue(cache_folder=tmp_path)) == (), "whether it comes from the cache or not"


def test_every_field_of_every_record_counts_and_the_way_back_is_the_way_there_reversed() -> None:
    contents = small_contents()
    original = made_of(contents)
    for what, other in variants(contents):
        there, back = catalogue_changes(original, made_of(other)), catalogue_changes(made_of(other), original)
        assert there, f"{what}: not seen"
        turned = sorted((without_positions(change), repr(change.new), repr(change.old)) for change in back)
        assert sorted((without_positions(change), repr(change.old), repr(change.new)) for change in there) == turned, what


def test_a_changed_rule_is_one_change_at_its_place(small: Catalogue, tmp_path: Path) -> None:
    new = edited(tmp_path, Edit(file="province/project.toml", old="at_least = 20_000_000", new="at_least = 10_000_000"))
    (change,) = catalogue_changes(small, new)
    assert path_name(change.path) == "measures[project].criteria[large-enough].when"
    assert change.old == Compare(fact="firm.cost", operator="at_least", operand=Decimal(20_000_000))
    assert change.new == Compare(fact="firm.cost", operator="at_least", operand=Decimal(10_000_000))


def test_what_is_added_or_removed_is_one_change(small: Catalogue, tmp_path: Path) -> None:
    fewer = edited(tmp_path, Edit(file="province/advice.toml"))
    (change,) = catalogue_changes(small, fewer)
    assert (path_name(change.path), change.old, change.new) == ("measures[advice]", small.measures["advice"], None)
    (change,) = catalogue_changes(fewer, small)
    assert (path_name(change.path), change.old, change.new) == ("measures[advice]", None, small.measures["advice"])


def test_a_criterion_is_known_by_its_id(small: Catalogue, tmp_path: Path) -> None:
    new = edited(tmp_path, Edit(file="province/advice.toml", old='"in-need"', new='"needs-it"'))
    assert names(catalogue_changes(small, new)) == ["measures[advice].criteria[needs-it]", "measures[advice].criteria[in-need]"]


def test_a_row_is_known_by_key_column_and_first_day(small: Catalogue, tmp_path: Path) -> None:
    new = edited(tmp_path, Edit(file="tables/awards.toml", old="high       = 800_000", new="high       = 900_000"))
    assert names(catalogue_changes(small, new)) == ["tables[awards].rows[north, title, 2026-01-01].high"]


def test_facts_are_compared_one_by_one_also_in_a_new_section(small: Catalogue, tmp_path: Path) -> None:
    fact = '{ id = "plant.size", kind = "count", label = { zh = "大小", en = "Size" }, question = { zh = "多大？", en = "How large?" }, '
    section = f'section = "plant"\ntitle = {{ zh = "工厂", en = "Plant" }}\norder = 2\nfacts = [{fact}change = "slow", change_reason = {{ zh = "慢", en = "slow" }} }}]\n'
    new = edited(tmp_path, Edit(file="facts/plant.toml", new=section))
    assert names(catalogue_changes(small, new)) == ["facts[plant.size]", "sections[plant]"]


def test_cases_comments_layout_and_order_are_no_changes(small: Catalogue, tmp_path: Path) -> None:
    folder = small_catalogue(tmp_path)
    for path in folder.rglob("*.toml"):
        path.write_text(
            "# a comment\n" + path.read_text(encoding="utf-8").replace("high = 1_500_000", "high = 1_500_001"), encoding="utf-8"
        )
    fields = (folder / "facts" / "firm.toml").read_text(encoding="utf-8")
    head, *facts = fields.split("[[facts]]")
    (folder / "facts" / "firm.toml").write_text("[[facts]]".join([head, *reversed(facts)]), encoding="utf-8")
    new = load_folders((folder,))
    assert new.digest != small.digest
    assert catalogue_changes(small, new) == ()
    assert {field for _, field in NOT_COMPARED} == {"cases", "facts"}


# What has no id


A, B, C, D = (Text(f"{letter}中", f"{letter} en") for letter in "abcd")


def test_what_has_no_id_is_known_by_what_it_has_in_common() -> None:
    reworded = Text(A.zh, "reworded")
    found = list(pairs((A, B, C), (C, reworded, D)))
    assert [(pair.key, pair.old, pair.new) for pair in found] == [("1", C, C), ("2", A, reworded), ("2", B, None), ("3", None, D)]


def test_equal_things_are_never_taken_for_changed_ones() -> None:
    one, other = Text("同", "one"), Text("同", "other")
    assert [(pair.old, pair.new) for pair in pairs((one, other), (other, one))] == [(one, one), (other, other)]


@pytest.mark.parametrize(("old", "new"), [((), ()), ((A,), ()), ((), (A,)), ((A, A), (A,)), ((A, B, C), (C, A, B, D))])
def test_pairs_are_the_same_either_way(old: tuple[Text, ...], new: tuple[Text, ...]) -> None:
    there = [(pair.old, pair.new) for pair in pairs(old, new)]
    back = [(pair.new, pair.old) for pair in pairs(new, old)]
    assert sorted(there, key=repr) == sorted(back, key=repr)
    assert len(there) == max(len(old), len(new))
