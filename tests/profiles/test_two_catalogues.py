"""A profile read for two catalogues at once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from guangdong_ai.catalogue.fact import Choice, Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.two_catalogues import load_for_both
from guangdong_ai.rules.value import Kind

BOTH = Text("文字", "text")


def facts(**kinds: Kind) -> Mapping[str, Fact]:
    """Facts of the section ``firm``; a choice is between north and south."""
    choices = (Choice(id="north", label=BOTH), Choice(id="south", label=BOTH))
    return {
        f"firm.{name}": Fact(
            id=f"firm.{name}",
            kind=kind,
            label=BOTH,
            question=BOTH,
            change="quick",
            change_reason=BOTH,
            choices=choices if kind == "choice" else (),
        )
        for name, kind in kinds.items()
    }


def written(folder: Path, content: str) -> Path:
    path = folder / "profile.toml"
    path.write_text(f"schema = 1\n{content}", encoding="utf-8")
    return path


def test_each_catalogue_gets_the_answers_that_it_asks_for(tmp_path: Path) -> None:
    path = written(tmp_path, 'dont_know = ["firm.gone", "firm.added"]\n[firm]\nstaff = 3\nplants = 1\ncity = "north"\n')
    old = facts(staff="count", plants="count", city="choice", gone="count")
    new = facts(staff="count", city="choice", added="count")
    before, after = load_for_both(path, old, new)
    assert before.facts == {"firm.staff": 3, "firm.plants": 1, "firm.city": "north"}
    assert after.facts == {"firm.staff": 3, "firm.city": "north"}
    assert (before.dont_know, after.dont_know) == (("firm.gone",), ("firm.added",))


@pytest.mark.parametrize("turned", [False, True])
def test_an_answer_that_one_of_them_does_not_accept_is_unknown_to_it(tmp_path: Path, turned: bool) -> None:
    path = written(tmp_path, '[firm]\ncity = "north"\n')
    choice, text = facts(city="choice"), facts(city="yes_no")
    found = load_for_both(path, text, choice) if turned else load_for_both(path, choice, text)
    assert [profile.facts for profile in found] == ([{}, {"firm.city": "north"}] if turned else [{"firm.city": "north"}, {}])


def test_what_neither_understands_is_refused_with_all_findings(tmp_path: Path) -> None:
    path = written(tmp_path, "[firm]\nstaff = -1\nships = 2\n")
    with pytest.raises(Refused) as refused:
        load_for_both(path, facts(staff="count", plants="count"), facts(staff="count"))
    assert [finding.place.key for finding in refused.value.findings] == ["firm.staff", "firm.ships"]
    with pytest.raises(Refused):
        load_for_both(tmp_path / "none.toml", {}, {})
