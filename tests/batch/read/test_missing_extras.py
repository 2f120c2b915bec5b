"""Without the optional packages the files that need them are refused with what to install."""

import sys

import pytest

from guangdong_ai.foundation.errors import Refused
from tests.batch.read.conftest import Read


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [("a.csv.zst", "pyarrow", "engine"), ("a.parquet", "pyarrow.parquet", "engine")],
)
def test_the_extra_is_named(read: Read, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Refused) as refused:
        read(name, b"")
    (finding,) = refused.value.findings
    assert finding.hint is not None
    assert finding.hint.en == f"run pip install 'guangdong-ai[{extra}]'"
