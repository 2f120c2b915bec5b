import pytest

from guangdong_ai.cli.ask.registered_city import DIVISIONS, registered_choice, registered_in
from guangdong_ai.foundation.text import Text

from .bundled import CITY


def test_every_division_of_guangdong_is_a_city_of_the_catalogue() -> None:
    assert len(DIVISIONS) == 21
    labels = [choice.label for choice in CITY.choices]
    for division, city in DIVISIONS.items():
        assert division.startswith("44")
        assert city in labels
    assert {division: city.zh for division, city in DIVISIONS.items()} == {
        code: choice.label.zh for choice in CITY.choices for code in choice.codes
    }


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("914401", None),
        ("91440106", Text("登记机关在广州", "issued in Guangzhou")),
        ("9144030", None),
        ("91440300MA5", Text("登记机关在深圳", "issued in Shenzhen")),
        ("91 4419 00", Text("登记机关在东莞", "issued in Dongguan")),
        ("91440000", Text("登记机关在广东，看不出是哪个地市", "issued in Guangdong; the code does not tell the city")),
        ("91110000", Text("登记机关不在广东（110000）", "not issued in Guangdong (110000)")),
        ("91MA0000", None),
        ("", None),
    ],
)
def test_where_a_code_was_issued(code: str, expected: Text | None) -> None:
    assert registered_in(code) == expected


def test_the_choice_that_is_called_like_the_city() -> None:
    assert registered_choice(CITY, "91440604") == CITY.choice("foshan")
    assert registered_choice(CITY, "91110000") is None
    assert registered_choice(CITY, "9144") is None
