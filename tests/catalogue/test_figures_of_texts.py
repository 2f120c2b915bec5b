"""Lint holds every figure of a measure's texts against its rule, its sources and the other language: whatever is changed, it is seen."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.check_files import CheckedFile, check_files
from guangdong_ai.catalogue.lint import figures
from guangdong_ai.catalogue.lint.subject import Subject
from guangdong_ai.catalogue.load import check_folders
from guangdong_ai.catalogue.source_files import SourceFile, bundled_folder
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import replace

INVARIANTS = (
    figures.both_languages_state_the_same,
    figures.texts_state_what_the_rule_says,
    figures.texts_state_the_thresholds,
    figures.benefits_state_the_amount,
    figures.sources_state_what_the_rule_says,
    figures.rows_state_their_figure,
    figures.figures_have_a_source,
)
BOTH = re.compile(r'\{ zh = "((?:[^"\\]|\\.)*)", en = "((?:[^"\\]|\\.)*)" \}')
NUMBER = re.compile(r"(?<![A-Za-z0-9〔.,])[0-9][0-9,]*(?:\.[0-9]+)?")


@cache
def bundled() -> tuple[Catalogue, tuple[CheckedFile, ...]]:
    catalogue, files, findings = check_folders((bundled_folder(),))
    assert catalogue is not None, findings
    return catalogue, tuple(files)


@cache
def named_criteria(used: frozenset[str]) -> list[SourceFile]:
    """The files of named criteria with these alone: all of them would be read again for every figure."""
    reduced = []
    for file in (one.source for one in bundled()[1] if one.source.declares == "criteria"):
        _, *blocks = file.content.decode().split("[[criteria]]\n")
        kept = [block for block in blocks if re.match(r'id += "([^"]+)"', block)[1] in used]  # type: ignore[index]
        if kept:
            reduced.append(replace(file, content="".join(f"[[criteria]]\n{block}" for block in kept).encode()))
    return reduced


def found(file: CheckedFile, content: str) -> list[Finding]:
    """What the invariants say of the file with this content, the rest of the catalogue being as it is."""
    catalogue, _ = bundled()
    source = SourceFile(path=Path(file.source.path), relative=file.source.relative, content=content.encode())
    used = frozenset(re.findall(r'^use += "([^"]+)"', text_of(file), re.MULTILINE))
    both, wrong = check_files([source, *named_criteria(used)])
    assert not wrong
    checked = both[0]
    subject = Subject(catalogue=catalogue, files=(checked,), as_of=catalogue.manifest.reviewed_on)
    return [finding for invariant in INVARIANTS for finding in invariant(subject)]


MEASURES = [file for file in bundled()[1] if file.source.declares == "measures"]
WITH_AMOUNT = [file for file in MEASURES if file.value.funding.award is not None]


def text_of(file: CheckedFile) -> str:
    return file.source.content.decode()


def other(number: str) -> str:
    """Another number, as much in one language as in the other: the first digit is another."""
    return ("8" if number[0] == "9" else "9") + number[1:]


def lines_with_texts(file: CheckedFile, *keys: str) -> Iterator[tuple[str, re.Match[str]]]:
    content = text_of(file).partition("[[cases]]")[0]
    for line in content.splitlines():
        match = BOTH.search(line)
        if match is not None and line.split("=")[0].strip() in keys:
            yield line, match


@pytest.mark.parametrize("file", MEASURES, ids=lambda file: file.value.id)
def test_nothing_is_found_in_the_bundled_catalogue(file: CheckedFile) -> None:
    assert found(file, text_of(file)) == []


@pytest.mark.parametrize("file", MEASURES, ids=lambda file: file.value.id)
def test_a_figure_that_is_changed_in_one_language_is_seen(file: CheckedFile) -> None:
    for line, texts in lines_with_texts(file, "title", "benefit", "audience", "note", "text", "figure", "review"):
        for language in (1, 2):
            for number in NUMBER.finditer(texts[language]):
                if re.match(r"\d*号", texts[language][number.end() :]):
                    continue
                changed = texts[language][: number.start()] + other(number[0]) + texts[language][number.end() :]
                new = line.replace(texts[language], changed)
                assert found(file, text_of(file).replace(line, new)), f"{line}: {number[0]}"


def in_both(line: str, texts: re.Match[str]) -> Iterator[tuple[str, str]]:
    """The line with one share or sum changed in both languages, and the sum."""
    for chinese, english in (("([0-9.]+)%", "([0-9.]+) %"), ("([0-9.]+)万", "([0-9,]+),000"), ("([0-9.]+)亿", "([0-9,]+),000,000")):
        for sum_in_chinese in re.finditer(chinese, texts[1]):
            for sum_in_english in re.finditer(english, texts[2]):
                if sum_in_chinese[1][0] == sum_in_english[1][0]:
                    zh = texts[1][: sum_in_chinese.start()] + other(sum_in_chinese[0]) + texts[1][sum_in_chinese.end() :]
                    en = texts[2][: sum_in_english.start()] + other(sum_in_english[0]) + texts[2][sum_in_english.end() :]
                    yield line.replace(texts[1], zh).replace(texts[2], en), sum_in_chinese[0]


@pytest.mark.parametrize("file", WITH_AMOUNT, ids=lambda file: file.value.id)
def test_a_sum_or_a_share_that_is_changed_in_both_languages_is_seen(file: CheckedFile) -> None:
    content, tried = text_of(file), 0
    for line, texts in lines_with_texts(file, "benefit", "figure", "text"):
        pool = "pool       = true" in content.partition(line)[2].partition("\n\n")[0]
        beside = "beside_the_rule" in content.partition(line)[2].partition("\n\n")[0]
        for new, changed in in_both(line, texts):
            if not pool and not beside:
                tried += 1
                assert found(file, content.replace(line, new)), f"{line}: {changed}"
    assert tried, "nothing was changed"


@pytest.mark.parametrize("file", WITH_AMOUNT, ids=lambda file: file.value.id)
def test_a_rate_or_a_cap_that_is_changed_in_the_rule_is_seen(file: CheckedFile) -> None:
    head, mark, tail = text_of(file).partition("\n[funding]")
    rule, sources, rest = tail.partition("\n[[funding.sources]]")
    condition = r"when = (\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})"  # what tiers compare with is held by cases
    of_amounts = re.sub(condition, lambda text: "x" * len(text[0]), rule)
    numbers = [
        number
        for number in re.finditer(
            r"(?<![\w.\"])[0-9][0-9_]*(?:\.[0-9]+)?(?![\w.])", re.sub(r'"[^"]*"|#.*', lambda text: "x" * len(text[0]), of_amounts)
        )
        if number[0] not in ("0", "1")
    ]
    assert numbers, "an amount without figures"
    for number in numbers:
        changed = rule[: number.start()] + ("0.77" if number[0].startswith("0.") else other(number[0])) + rule[number.end() :]
        assert found(file, head + mark + changed + sources + rest), number[0]


def test_a_benefit_far_above_its_rule_is_an_error() -> None:
    (file,) = (one for one in MEASURES if one.value.id == "foshan-joint-rnd")
    content = text_of(file)
    assert "不超过20%" in content
    above = content.replace("按项目研发投入不超过20%支持，每个项目最高5000万元", "按项目研发投入不超过90%支持，每个项目最高9亿元")
    above = above.replace("At most 20 % of the project's R&D for joint projects", "At most 90 % of the project's R&D for joint projects")
    above = above.replace("robot firms, up to 50,000,000 a project", "robot firms, up to 900,000,000 a project")
    told = found(file, above)
    assert {(finding.severity, finding.path[:2]) for finding in told if finding.severity == "error"} == {
        ("error", ("benefit", "zh")),
        ("error", ("benefit", "en")),
    }
    assert any("90 %; 900,000,000" in finding.message.en for finding in told)
