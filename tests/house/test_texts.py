"""Both languages are equal: whatever a user may read exists in Chinese and in English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "guangdong_ai"
CHINESE = re.compile(r"[一-鿿]")
NAMED_CHINESE = re.compile(r"""[（(“"'‘][^（()）“”"'‘’]*[）)”"'’]|[\d.]+ ?[万亿]元?""")
"""English may name a Chinese term in brackets or quotes, and show how an amount may be typed."""

PAIRS = {"Text", "words"}
"""The calls that take a Chinese and an English text."""


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PAIRS and len(node.args) == 2:
            yield node


def literal(node: ast.expr) -> str | None:
    """The fixed part of a text; None where it is made of variables only."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def modules_with_texts() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "policies" not in path.parts and any(True for _ in calls(path)))


@pytest.mark.parametrize("path", modules_with_texts(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_text_is_there_in_both_languages(path: Path) -> None:
    for call in calls(path):
        zh, en = (literal(argument) for argument in call.args)
        where = f"{path.name}:{call.lineno}"
        if zh is None or en is None:
            continue
        wordless = not re.search(r"[A-Za-z]{2}", re.sub(r"\{\w*\}", "", en))
        assert zh.strip() or not en.strip(), f"{where}: no Chinese"
        assert en.strip() or not zh.strip(), f"{where}: no English"
        assert wordless or CHINESE.search(zh) or zh == en, f"{where}: no Chinese in {zh!r}"
        assert not CHINESE.search(NAMED_CHINESE.sub("", en)), f"{where}: Chinese in {en!r}"


@pytest.mark.parametrize("path", modules_with_texts(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_text_can_be_shown_on_a_gbk_console(path: Path) -> None:
    for call in calls(path):
        for argument in call.args:
            (literal(argument) or "").encode("gbk")


REASSEMBLED = {
    "requirement_wording.py": 1,  # a full stop is taken off in each language
    "phrase.py": 1,  # the marks inside quoted words differ by language
    "stacking_wording.py": 1,  # money as each language writes it
    "assessment_in_short.py": 1,  # the mark is for Chinese alone
}
"""Where reports put a text together language by language: ``Text.format`` does it for both."""


def test_reports_put_no_text_together_by_hand() -> None:
    found: dict[str, int] = {}
    for path in sorted((PACKAGE / "reports").rglob("*.py")):
        for call in calls(path):
            sides = [ast.unparse(side) for side in call.args if isinstance(side, ast.JoinedStr)]
            if any(".zh" in side or ".en" in side for side in sides):
                found[path.name] = found.get(path.name, 0) + 1
    assert found == REASSEMBLED
