"""A sample of the results that are kept; all of them are compared with ``python -m tests.golden``."""

import pytest

from tests.golden.assessments import GROUPS, digests, kept


@pytest.mark.parametrize("group", range(0, GROUPS, 100))
def test_results_are_as_they_were(group: int) -> None:
    without, whole = digests(group)
    assert without == kept()[group][0], "results differ: see which with python -m tests.golden --report, before and after"
    assert whole == kept()[group][1], "only words differ: where that is meant, python -m tests.golden --write keeps the new ones"


def test_all_groups_are_kept() -> None:
    assert list(kept()) == list(range(GROUPS))
