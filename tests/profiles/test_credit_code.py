import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.foundation.finding import Finding
from guangdong_ai.profiles.credit_code import (
    ALPHABET,
    EXAMPLE,
    check_character,
    likely_code,
    normalised,
    registered_division,
    what_is_wrong,
)
from guangdong_ai.profiles.parse_text import parse_text
from tests.bundled_catalogue import bundled_catalogue

from .no_deadline import no_deadline

CODE = bundled_catalogue().facts["enterprise.credit_code"]

seventeen = st.text(alphabet=ALPHABET, min_size=17, max_size=17)


def test_the_examples_of_the_standard_are_valid() -> None:
    assert what_is_wrong("91110000600037341L") is None
    assert check_character("91350100M000100Y4") == "3"
    assert what_is_wrong("91350100M000100Y43") is None


@pytest.mark.parametrize("first", ["A", "N", "Y"])
def test_codes_that_start_with_these_letters_exist(first: str) -> None:
    start = f"{first}2440000MB2D0000A"[:17].ljust(17, "0")
    assert what_is_wrong(start + check_character(start)) is None


@pytest.mark.parametrize(
    "written", ["91350100m000100y43", " 9135 0100 M000 100Y 43 ", "９１３５０１００Ｍ０００１００Ｙ４３", "91350100m000100y43\u3000"]
)
def test_width_case_and_spaces_do_not_matter(written: str) -> None:
    assert what_is_wrong(written) is None
    assert normalised(written) == "91350100M000100Y43"


def test_the_length_is_named() -> None:
    wrong = what_is_wrong("9135010")
    assert wrong is not None
    assert wrong.en == '"9135010" has 7 characters, a credit code 18'
    assert wrong.zh == "“9135010” 有 7 位，统一社会信用代码应为 18 位"


def test_a_letter_that_is_never_used_is_named_with_its_position() -> None:
    wrong = what_is_wrong("9135010OM000100Y43")
    assert wrong is not None
    assert 'character 8, "O", is never used' in wrong.en
    assert "第 8 位“O”" in wrong.zh


def test_the_expected_check_character_is_named() -> None:
    wrong = what_is_wrong("91350100M000100Y44")
    assert wrong is not None
    assert "should be 3, not 4" in wrong.en
    assert "应为 3，给出的是 4" in wrong.zh


def test_a_letter_mistaken_for_a_figure_is_recognised() -> None:
    assert likely_code("9135O1OOMOOO1OOY43") == "91350100M000100Y43"
    assert likely_code("91350100M000100Y43") is None
    assert likely_code("9135O1OOMOOO1OOY44") is None
    assert likely_code("9135") is None


@pytest.mark.parametrize("code", ["", "/", "-" * 18, "９" * 18, "一" * 18, "\x00" * 18, "ß" * 18, "ŉ" * 18, "9" * 10_000])
def test_anything_at_all_gets_a_reason_and_never_fails(code: str) -> None:
    likely_code(code)
    assert what_is_wrong(code) is not None


def test_the_division_is_the_six_figures_of_the_registering_office() -> None:
    assert registered_division("91350100M000100Y43") == "350100"
    assert registered_division("９１４４０３００ma5exx0000") == "440300"
    assert registered_division("91AB0100M000100Y43") is None
    assert registered_division("9135") is None
    assert registered_division("91٣٥0100M000100Y43") is None


def test_the_example_is_valid() -> None:
    assert what_is_wrong(EXAMPLE) is None


@no_deadline
@given(seventeen)
def test_a_code_with_its_check_character_is_valid(start: str) -> None:
    assert what_is_wrong(start + check_character(start)) is None


@no_deadline
@given(seventeen, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(start: str, position: int, character: str) -> None:
    code = start + check_character(start)
    changed = code[:position] + character + code[position + 1 :]
    assert (what_is_wrong(changed) is None) == (changed == code)


@pytest.mark.parametrize(
    "typed",
    [
        "'91110000600037341L",
        '="91110000600037341L"',
        "91110000600037341L\u200b",
        "\ufeff91110000600037341L",
        "91110000-600037341L",
        "91110000600037341L（三证合一）",
    ],
)
def test_what_spreadsheets_leave_around_a_code_is_passed_over(typed: str) -> None:
    assert parse_text(CODE, typed) == "91110000600037341L"


@pytest.mark.parametrize("typed", ["9.1110E+17", "9.1110e17", "'9.1110E+17"])
def test_a_code_that_became_a_number_is_told(typed: str) -> None:
    found = parse_text(CODE, typed)
    assert isinstance(found, Finding)
    assert "a spreadsheet program took the code for a number" in found.message.en
    assert found.hint is not None
    assert "format the column as text" in found.hint.en
