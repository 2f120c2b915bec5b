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
        wordless = not re.search(r"[A-Za-z]{2}", re.sub(r"\{[^}]*\}|\bCNY\b", "", en))
        assert zh.strip() or not en.strip(), f"{where}: no Chinese"
        assert en.strip() or not zh.strip(), f"{where}: no English"
        assert wordless or CHINESE.search(zh) or zh == en, f"{where}: no Chinese in {zh!r}"
        assert not CHINESE.search(NAMED_CHINESE.sub("", en)), f"{where}: Chinese in {en!r}"


@pytest.mark.parametrize("path", modules_with_texts(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_text_can_be_shown_on_a_gbk_console(path: Path) -> None:
    for call in calls(path):
        for argument in call.args:
            (literal(argument) or "").encode("gbk")


def reads_one_language(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.Attribute) and inner.attr in {"zh", "en"} for inner in ast.walk(node))


def put_together_by_hand(source: str) -> list[str]:
    """The functions that make a text and, for it, put together one language of another: in the call itself, or in words before it."""
    found = []
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            inside = list(ast.walk(function))
            texts = [node for node in inside if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PAIRS]
            by_hand = any(reads_one_language(side) for call in texts for side in call.args)
            beforehand = any(isinstance(node, ast.JoinedStr) and reads_one_language(node) for node in inside)
            if texts and (by_hand or beforehand):
                found.append(function.name)
    return found


@pytest.mark.parametrize(
    "made",
    [
        'Text(f"{a.zh}：{b.zh}", f"{a.en}: {b.en}")',
        'Text(a.zh + b.zh, "")',
        'Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))',
        'words(f"结果：{a.zh}", f"result: {a.en}")',
    ],
)
def test_a_text_put_together_by_hand_is_found(made: str) -> None:
    assert put_together_by_hand(f"def one(a, b, texts):\n    return {made}\n") == ["one"]


def test_words_of_one_language_put_together_before_the_text_are_found() -> None:
    assert put_together_by_hand('def one(a):\n    zh, en = f"“{a.zh}”", f"({a.en})"\n    return Text(zh, en)\n') == ["one"]


LANGUAGE_BY_LANGUAGE = {
    "foundation/text.py": ["_fill", "joined"],  # the mechanism itself
    "foundation/toml_syntax.py": ["syntax_message"],  # a pattern's groups are filled in by the match
    "catalogue/fact.py": ["unit_for"],  # only English has a singular
    "reports/content/catalogue_diff/worded.py": ["_in_the_changed_language"],  # one language is shown to readers of the other
    "reports/wording/phrase.py": [
        "capitalised",
        "begun_small",
        "without_full_stop",
        "quoted_in_chinese",
    ],  # letters and marks of one language
    "reports/wording/near_miss_wording.py": ["_without_unit"],  # English says the unit once
}
"""Where a text is made out of another language by language: everywhere else ``Text.format`` and ``joined`` do it for both."""


def test_no_text_is_put_together_by_hand() -> None:
    found = {
        str(path.relative_to(PACKAGE)): put_together_by_hand(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))
    }
    assert {path: functions for path, functions in found.items() if functions} == LANGUAGE_BY_LANGUAGE
