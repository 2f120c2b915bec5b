"""Encodings: found, told, and turned into UTF-8."""

import gzip
from pathlib import Path

import pytest

from guangdong_ai.batch.read.text_file import encoding_of, transcoded

TEXT = "企业名称,数量\r\n粤智机器人,12\r\n" * 400


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_what_is_written_in_an_encoding_is_found_in_it_and_comes_out_as_utf_8(tmp_path: Path, encoding: str, found: str) -> None:
    plain, packed, target = tmp_path / "a.csv", tmp_path / "b.csv.gz", tmp_path / "out.csv"
    plain.write_bytes(TEXT.encode(encoding))
    packed.write_bytes(gzip.compress(TEXT.encode(encoding)))
    assert encoding_of(plain, None) == encoding_of(packed, "gz") == found
    assert transcoded(packed, "gz", target) == found
    assert target.read_bytes() == TEXT.encode()


def test_a_zero_in_a_file_of_utf_8_does_not_make_it_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名称,数量\n粤\x00智,1\n".encode())
    assert encoding_of(path, None) == "utf-8"
