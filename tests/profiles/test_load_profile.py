import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.profiles.load import MOST_FINDINGS, load_profile, read_profile
from guangdong_ai.profiles.profile import EMPTY, Profile

from .no_deadline import no_deadline
from .sample_facts import FACTS

WHOLE = """\
schema = 1
dont_know = ["enterprise.revenue"]      # asked, and not known

[enterprise]
name = "粤智机器人有限公司"
credit_code = "91350100m000100y43"
city = "guangzhou"
fields = ["robotics", "ai"]
independent_legal_person = true
employees = 50
founded = 2015-03-01

[titles]
little_giant_year = 2025
high_tech = false
own_funding_share = 0.70
"""


def findings_of(content: str | bytes) -> list[Finding]:
    data = content.encode() if isinstance(content, str) else content
    with pytest.raises(Refused) as refused:
        read_profile(data, Path("firm.toml"), FACTS)
    return list(refused.value.findings)


def only(content: str | bytes) -> Finding:
    (finding,) = findings_of(content)
    return finding


def test_a_profile_holds_the_facts_by_full_id() -> None:
    profile = read_profile(WHOLE.encode(), None, FACTS)
    assert profile.facts == {
        "enterprise.name": "粤智机器人有限公司",
        "enterprise.credit_code": "91350100M000100Y43",
        "enterprise.city": "guangzhou",
        "enterprise.fields": frozenset({"ai", "robotics"}),
        "enterprise.independent_legal_person": True,
        "enterprise.employees": 50,
        "enterprise.founded": date(2015, 3, 1),
        "titles.little_giant_year": 2025,
        "titles.high_tech": False,
        "titles.own_funding_share": Decimal("0.7"),
    }
    assert profile.dont_know == ("enterprise.revenue",)
    assert profile.name == "粤智机器人有限公司"
    assert profile.document["schema"] == 1


def test_the_facts_stand_in_the_order_of_the_catalogue() -> None:
    profile = read_profile(b'schema = 1\n[titles]\nhigh_tech = true\n[enterprise]\nemployees = 1\nname = "x"\n', None, FACTS)
    assert list(profile.facts) == ["enterprise.name", "enterprise.employees", "titles.high_tech"]


def test_a_file_is_read_from_a_path_with_chinese_in_it(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("档案 一号.toml".encode())
    path.write_text(WHOLE, encoding="utf-8")
    assert load_profile(path, FACTS) == read_profile(WHOLE.encode(), None, FACTS)


@pytest.mark.parametrize(
    "content", [WHOLE.encode("utf-8-sig"), WHOLE.replace("\n", "\r\n").encode(), WHOLE.replace("\n", "\r\n").encode("utf-8-sig")]
)
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(content: bytes) -> None:
    assert read_profile(content, None, FACTS) == read_profile(WHOLE.encode(), None, FACTS)


@pytest.mark.parametrize("content", [b"schema = 1", b"schema = 1\n[enterprise]\n", b"schema = 1\ndont_know = []\n[titles]\n[enterprise]"])
def test_a_profile_may_know_nothing(content: bytes) -> None:
    profile = read_profile(content, None, FACTS)
    assert (profile.facts, profile.dont_know, profile.name) == ({}, (), None)


def test_the_empty_profile_knows_nothing() -> None:
    assert Profile() == EMPTY
    assert EMPTY.name is None


def test_dotted_keys_and_inline_tables_are_toml_too() -> None:
    profile = read_profile(b'schema = 1\nenterprise.city = "guangzhou"\ntitles = { high_tech = true }\n', None, FACTS)
    assert profile.facts == {"enterprise.city": "guangzhou", "titles.high_tech": True}


def test_every_finding_is_shown_in_the_order_of_the_file_with_its_place() -> None:
    findings = findings_of("""\
dont_know = ["enterprise.revenu", "enterprise.city", "enterprise.name", "enterprise.name", 3]
[enterprise]
city = "guangzhuo"
fields = ["ai", "robotik"]
employes = 3
    [titel]
x = 1
[titles]
little_giant_year = "2025"
""")
    assert [(finding.place.line, finding.place.column, finding.place.key) for finding in findings] == [
        (None, None, None),
        (1, 14, "dont_know[1]"),
        (1, 35, "dont_know[2]"),
        (1, 73, "dont_know[4]"),
        (1, 92, "dont_know[5]"),
        (3, 1, "enterprise.city"),
        (4, 17, "enterprise.fields[2]"),
        (5, 1, "enterprise.employes"),
        (6, 5, "titel"),
        (9, 1, "titles.little_giant_year"),
    ]
    assert {finding.place.file for finding in findings} == {Path("firm.toml")}
    assert {finding.severity for finding in findings} == {"error"}


def test_standard_input_has_no_file_name() -> None:
    with pytest.raises(Refused) as refused:
        read_profile(b"schema = 1\nx = 1", None, FACTS)
    assert str(refused.value.findings[0].place) == "2:1: x"


@pytest.mark.parametrize("content", ["", " \n\t\n", "\r\n", "\ufeff"])
def test_an_empty_file_is_told_how_to_begin(content: str) -> None:
    finding = only(content)
    assert finding.message.en == "the file is empty"
    assert finding.hint is not None
    assert finding.command == ("profile", "template")


def test_a_file_of_comments_lacks_its_schema() -> None:
    assert only("# nothing\n").message.en == "schema = 1 is missing"


@pytest.mark.parametrize("schema", ["2", "0", "-1", "true", '"1"', "1.0", "[1]", "{ a = 1 }", "1979-05-27"])
def test_a_file_of_another_schema_is_not_read_on(schema: str) -> None:
    finding = only(f"schema = {schema}\nunheard_of = 1\n")
    assert finding.message.en.endswith("expected 1 (the form that this version reads)")
    assert finding.place.line == 1


def test_a_newer_schema_is_told_apart() -> None:
    hint = only("schema = 2").hint
    assert hint is not None
    assert "newer" in hint.en
    assert only("schema = 0").hint is None


@pytest.mark.parametrize("dont_know", ['"enterprise.city"', "3", "true", "{ a = 1 }"])
def test_what_is_not_known_must_be_an_array(dont_know: str) -> None:
    assert "expected an array of fact ids" in only(f"schema = 1\ndont_know = {dont_know}").message.en


def test_a_wrong_answer_is_an_answer_all_the_same() -> None:
    findings = findings_of('schema = 1\ndont_know = ["enterprise.city"]\nenterprise.city = "atlantis"\n')
    assert [finding.place.line for finding in findings] == [2, 3]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("schema = 1\n[enterprise]\ncity = 'guangzhou'\ncity = 'shenzhen'\n", 4),
        ("schema = 1\n[enterprise]\n[titles]\n[enterprise]\n", 4),
        ("schema = 1\nschema = 1\n", 2),
        ("schema = 1\n[enterprise]\ncity = guangzhou\n", 3),
        ("schema = 1\n[enterprise]\nfounded = 2015-02-30\n", 3),
        ("档案\n", 1),
    ],
)
def test_a_key_given_twice_and_other_broken_toml_is_refused_with_its_line(content: str, line: int) -> None:
    finding = only(content)
    assert finding.message.en.startswith("not valid TOML")
    assert finding.place.line == line
    assert finding.hint is not None


@pytest.mark.parametrize("content", [b'a = "', b"a = 1\na = 2", b"[a]\n[a]", b"a", b"=", b"\x00", b"a = 1e", b"a = 2025-02-30"])
def test_broken_toml_is_refused(content: bytes) -> None:
    assert only(content).message.en.startswith("not valid TOML")


@pytest.mark.parametrize(
    "content", ["机器人".encode("gbk"), "name".encode("utf-16"), b"\xff\xfe", b'schema = 1\n[enterprise]\nname = "\xd4\xc1"']
)
def test_another_encoding_is_refused(content: bytes) -> None:
    assert "is not UTF-8" in only(content).message.en


def test_ten_megabytes_of_noise_are_refused(tmp_path: Path) -> None:
    noise = Random(1).randbytes(10_000_000)  # not a secret
    path = tmp_path / "noise.toml"
    path.write_bytes(noise)
    with pytest.raises(Refused) as refused:
        load_profile(path, FACTS)
    assert "larger than" in refused.value.findings[0].message.en
    assert path.read_bytes() == noise


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "no.toml", tmp_path / "no" / "no.toml"):
        with pytest.raises(Refused) as refused:
            load_profile(path, FACTS)
        assert refused.value.findings[0].place.file == path


def test_a_file_that_is_not_changed_by_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_bytes(b"schema = 1\r\nx = 1")
    with pytest.raises(Refused):
        load_profile(path, FACTS)
    assert path.read_bytes() == b"schema = 1\r\nx = 1"


def test_a_file_with_hundreds_of_findings_lists_the_first_and_says_so() -> None:
    findings = findings_of("schema = 1\n" + "".join(f"x{number} = 1\n" for number in range(1_000)))
    assert len(findings) == MOST_FINDINGS + 1
    assert findings[-1].message.en == f"there is more: only the first {MOST_FINDINGS} are listed"
    assert findings[-1].place.file == Path("firm.toml")


def test_exactly_as_many_findings_as_are_listed_leave_nothing_out() -> None:
    findings = findings_of("schema = 1\n" + "".join(f"x{number} = 1\n" for number in range(MOST_FINDINGS)))
    assert len(findings) == MOST_FINDINGS
    assert "there is more" not in findings[-1].message.en


toml_lines = st.sampled_from(
    [
        *(
            "schema = 1",
            "schema = 2",
            'dont_know = ["enterprise.city", "enterprise.name"]',
            "dont_know = 3",
            "[enterprise]",
            "[titles]",
            "[other]",
        ),
        *(
            'city = "guangzhou"',
            'city = "x"',
            "employees = 3",
            'employees = "3"',
            'fields = ["ai", "x"]',
            "[[enterprise]]",
            "high_tech = true",
        ),
        *(
            "little_giant_year = 2025",
            "enterprise.name = 'x'",
            "enterprise = 3",
            "x = [",
            "#",
            "",
            "revenue = inf",
            "founded = 2025-01-01T00:00:00",
        ),
    ]
)


@no_deadline
@given(st.lists(toml_lines, max_size=8))
def test_any_file_is_a_profile_or_is_refused(lines: list[str]) -> None:
    content = "\n".join(lines).encode()
    try:
        profile = read_profile(content, None, FACTS)
    except Refused:
        return
    assert set(profile.facts) <= set(FACTS)
    assert not set(profile.facts) & set(profile.dont_know)


@no_deadline
@given(st.binary(max_size=60))
def test_any_bytes_are_a_profile_or_are_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read_profile(b"\n" + content, None, FACTS)
