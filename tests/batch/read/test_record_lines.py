"""The lines of records, found by quotes and line breaks in chunks of any size, against a reading byte by byte."""

import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from guangdong_ai.batch.read.frames.csv_frame import record_lines

BYTES = st.lists(st.sampled_from([b'"', b"\n", b"\r\n", b"\r", b"a", b",", b'""', b'"\n"']), max_size=40).map(b"".join)
CHUNKS = st.integers(1, 9)
MANY = settings(max_examples=400, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


def lines_of(content: bytes) -> list[int]:
    """The line of each byte."""
    line, lines = 1, []
    for place, byte in enumerate(content):
        lines.append(line)
        line += byte == ord("\n") or (byte == ord("\r") and content[place + 1 : place + 2] != b"\n")
    return lines


def records_of(content: bytes) -> list[tuple[int, int]] | None:
    """The byte and the line at which each record begins; None where a quote stands inside a cell."""
    lines, records = lines_of(content), []
    quoted, starts = False, True
    for place, byte in enumerate(content):
        if byte == ord('"') and not quoted and place and content[place - 1] not in b',\n\r"':
            return None
        if starts and byte not in b"\r\n":
            records.append((place, lines[place]))
        starts = starts and byte == ord("\r") and content[place + 1 : place + 2] == b"\n"
        quoted ^= byte == ord('"')
        starts = starts or (byte in b"\r\n" and not quoted)
    return records


@MANY
@given(content=BYTES, size=CHUNKS, data=st.data())
@example(content=b'"a\r', size=1, data=None)
def test_every_record_is_found_on_its_line(content: bytes, size: int, data: st.DataObject | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guangdong_ai.batch.read.frames.csv_frame.BLOCK", size)
    expected = records_of(content)
    left_out = set() if data is None or not expected else data.draw(st.sets(st.sampled_from([place for place, _ in expected])))
    found = record_lines(io.BytesIO(content), left_out)
    if expected is None:
        assert found is None
        return
    assert found is not None
    assert found.of_records.tolist() == [line for place, line in expected if place not in left_out]
    assert found.of_places == {place: line for place, line in expected if place in left_out}


@MANY
@given(content=BYTES, size=CHUNKS)
def test_every_byte_stands_on_its_line(content: bytes, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guangdong_ai.batch.read.frames.csv_frame.BLOCK", size)
    found = record_lines(io.BytesIO(content), range(len(content)))
    assert found is None or found.of_places == dict(enumerate(lines_of(content)))


def test_a_byte_order_mark_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    found = record_lines(io.BytesIO(b'\xef\xbb\xbf"a\n",b\n\n1,2\n'), ())
    assert found is not None
    assert found.of_records.tolist() == [1, 4]
