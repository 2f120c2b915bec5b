"""The documentation tells the truth: links lead somewhere, what is generated is current, shown commands print what is shown."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped,unused-ignore]

from guangdong_ai.api.assessment import Assessment
from guangdong_ai.assessment.assess import assess
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.reports.content.assessment_rows import COLUMNS
from tests.bundled_catalogue import bundled_catalogue

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
TRANSLATED = {page: page.with_name(page.name.replace(".md", ".zh-CN.md")) for page in [ROOT / "README.md", *DOCS.glob("guides/*.md")]}
TRANSLATED = {english: chinese for english, chinese in TRANSLATED.items() if ".zh-CN" not in english.name}
"""Pages that are there in both languages."""

WRITTEN = [page for page in PAGES if not {DOCS / "measures", DOCS / "modules"} & set(page.parents)]
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
ADDRESS = re.compile(r"https?://(?P<host>[^/\s)>\"']+)")
HOSTS = {"jqlang.org", "semver.org", "json-schema.org"}
"""Web pages that the documentation leads to."""

MACHINE = re.compile(r"(?<![\w.])(?:/(?:tmp|home|root|work|Users|opt|usr)/|~/|[A-Z]:\\)|localhost|127\.0\.0\.1|\.local\b")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose_of(page: Path) -> str:
    """The page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL)


def anchors_of(page: Path) -> set[str]:
    """The anchors that a renderer makes of the headings."""
    headings = re.findall(r"^#+ (.+)$", prose_of(page), re.MULTILINE)
    written = re.findall(r'<a id="([^"]+)">', text_of(page))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings} | set(written)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.finditer(prose_of(page)):
        path, _, anchor = link["target"].partition("#")
        if ADDRESS.match(path):
            continue
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link[0]} leads nowhere"
        assert target.is_relative_to(ROOT), f"{link[0]} leads out of the repository"
        assert not anchor or anchor in anchors_of(target), f"{link[0]}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_path_or_host_of_a_machine_is_named(page: Path) -> None:
    assert not MACHINE.search(text_of(page))
    assert {address["host"] for address in ADDRESS.finditer(text_of(page))} <= HOSTS


def test_every_page_can_be_reached() -> None:
    reached, pending = set[Path](), [ROOT / "README.md"]
    while pending:
        page = pending.pop()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            targets = [link["target"].partition("#")[0] for link in LINK.finditer(prose_of(page))]
            pending += [(page.parent / target).resolve() for target in targets if target and not ADDRESS.match(target)]
    assert [name_of(page) for page in PAGES if page not in reached] == []


def generate(docs: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(docs / "generate.py"), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_generated_pages_and_shown_outputs_are_current() -> None:
    """Also runs every command in a console block, and with it the worked example of docs/guides/measure-author.md."""
    done = generate(DOCS, "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_is_not_current_is_named_and_put_right(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("__pycache__", "decisions", "guides"))
    for other in set(docs.glob("*.md")) - {docs / "exit-codes.md"}:
        other.unlink()
    assert generate(docs).returncode == 0
    page, index = docs / "exit-codes.md", docs / "measures" / "README.md"
    current = text_of(page), text_of(index)
    page.write_text(current[0].replace("no such option", "there is no such option"), encoding="utf-8")
    index.unlink()
    (docs / "measures" / "retired.md").write_text("# Retired\n", encoding="utf-8")
    checked = generate(docs, "--check")
    assert checked.returncode == 1
    assert sorted(checked.stdout.splitlines()) == [
        "docs/exit-codes.md: differs",
        "docs/measures/README.md: differs",
        "docs/measures/retired.md: is no longer wanted",
    ]
    assert generate(docs).returncode == 0
    assert (text_of(page), text_of(index)) == current
    assert not (docs / "measures" / "retired.md").exists()


def test_a_shown_command_that_fails_is_named(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("__pycache__", "*.md"))
    page = tmp_path / "README.md"
    page.write_text("```console\n$ guangdong-ai nonsense\n```\n", encoding="utf-8")
    done = generate(docs, "--check", str(page))
    assert done.returncode == 1
    assert "README.md: exit code 2: guangdong-ai nonsense" in done.stderr


def test_shown_statements_are_one_session_and_show_what_they_print(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("__pycache__", "*.md"))
    page = tmp_path / "README.md"
    block = "```pycon\n>>> one = 1\n>>> for _ in range(2):\n...     print(one + {added})\n...\n{printed}```\n"
    page.write_text(block.format(added=1, printed="3\n3\n") + "```pycon\n>>> one, 'x'\n(…)\n```\n", encoding="utf-8")
    assert "README.md: differs" in generate(docs, "--check", str(page)).stdout.splitlines()
    assert generate(docs, str(page)).returncode == 0
    assert text_of(page) == block.format(added=1, printed="2\n2\n") + "```pycon\n>>> one, 'x'\n(…)\n```\n"
    page.write_text(block.format(added="two", printed="2\n2\n"), encoding="utf-8")
    done = generate(docs, "--check", str(page))
    assert done.returncode == 1
    assert "NameError: name 'two' is not defined" in done.stderr


def test_lines_that_a_page_leaves_out_stay_left_out(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("__pycache__", "*.md"))
    page = tmp_path / "README.md"
    printing = "```console\n$ printf 'top\\n1\\n2\\n\\nTotal: 3\\n4\\n5\\n'\n{shown}```\n"
    for outdated, current in (
        ("top\n…\nTotal: 2\n4\n…\n", "top\n…\nTotal: 3\n4\n…\n"),
        ("Top\n1\n…\nTotal: 3\n4\n5\n", "top\n1\n…\nTotal: 3\n4\n5\n"),
        ("top\n…\nSum: 3\n", "top\n1\n2\n\nTotal: 3\n4\n5\n"),
    ):
        page.write_text(printing.format(shown=outdated), encoding="utf-8")
        assert "README.md: differs" in generate(docs, "--check", str(page)).stdout.splitlines()
        assert generate(docs, str(page)).returncode == 0
        assert text_of(page) == printing.format(shown=current)
        assert "README.md" not in generate(docs, "--check", str(page)).stdout


@pytest.mark.parametrize("page", WRITTEN, ids=name_of)
def test_commands_behind_a_prompt_are_run(page: Path) -> None:
    """A prompt outside a console block would be a command that nobody runs."""
    blocks = re.findall(r"^```([^\n`]*)\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL)
    outside = re.sub(r"^```.*?^```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL)
    assert "$ guangdong-ai" not in outside
    assert ">>> " not in outside
    for opening, content in blocks:
        assert opening == "console" or "$ guangdong-ai" not in content
        assert opening == "pycon" or ">>> " not in content


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled_catalogue()


@pytest.fixture(scope="module")
def demo(catalogue: Catalogue) -> Profile:
    return load_profile(ROOT / "guangdong_ai" / "cli" / "demo.toml", catalogue.facts)


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text_of(DOCS / "schema" / f"{name}.json"))
    return loaded


@pytest.mark.parametrize("day", [date(2025, 3, 9), date(2026, 3, 1), date(2026, 11, 23), date(2028, 1, 1)], ids=str)
@pytest.mark.parametrize("city", [None, "guangzhou", "shenzhen", "zhuhai", "zhanjiang"])
def test_assessments_fit_their_schema(catalogue: Catalogue, demo: Profile, day: date, city: str | None) -> None:
    empty = Profile(facts={"enterprise.city": city}, dont_know=("enterprise.revenue",)) if city else EMPTY
    full = Profile(facts={**demo.facts, "enterprise.city": city}) if city else demo
    validator = Draft202012Validator(schema("assessment"), format_checker=Draft202012Validator.FORMAT_CHECKER)
    for profile in (empty, full):
        validator.validate(json.loads(Assessment(result=assess(catalogue, profile, day)).to_json()))


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("catalogue",),
        ("measures", 0),
        ("measures", 0, "window"),
        ("measures", 0, "criteria", 0),
        ("totals",),
        ("near_misses", 0),
        ("near_misses", 0, "ways", 0),
        ("near_misses", 0, "ways", 0, "requirements", 0),
    ],
    ids=str,
)
def test_the_schema_of_assessments_knows_every_key(catalogue: Catalogue, demo: Profile, path: tuple[str | int, ...]) -> None:
    """A key more or a key less does not fit: what is added to the JSON has to be described."""
    validator = Draft202012Validator(schema("assessment"))
    document = json.loads(Assessment(result=assess(catalogue, demo, date(2026, 3, 1))).to_json())
    assert validator.is_valid(document)
    place = document
    for step in path:
        place = place[step]
    place["new"] = 1
    assert not validator.is_valid(document)
    del place["new"]
    for key in list(place):
        kept = place.pop(key)
        assert not validator.is_valid(document), key
        place[key] = kept
    assert validator.is_valid(document)


KINDS = {name: name for name in ("facts", "documents", "tables", "calls", "derived")}
"""The folders of a catalogue that hold no measures, and the kind of file in each."""


def plain(value: Any) -> Any:
    """TOML data as JSON has it."""
    return json.loads(json.dumps(value, default=str))


def test_files_of_the_catalogue_and_profiles_fit_their_schemas() -> None:
    policies = ROOT / "policies"
    names = {
        f"{name}.toml": name for name in ("catalogue", "stacking", "implications", "contradictions", "criteria", "evidence", "not_modelled")
    }
    for path in sorted(policies.rglob("*.toml")):
        top = path.relative_to(policies).parts[0]
        kind = names.get(top) or KINDS.get(top, "measures")
        Draft202012Validator(schema(f"catalogue/{kind}")).validate(plain(tomllib.loads(text_of(path))))
    Draft202012Validator(schema("profile")).validate(plain(tomllib.loads(text_of(ROOT / "guangdong_ai" / "cli" / "demo.toml"))))


@pytest.mark.parametrize(
    "name", sorted(str(path.relative_to(DOCS / "schema").with_suffix("")) for path in (DOCS / "schema").rglob("*.json"))
)
def test_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


def project() -> dict[str, Any]:
    loaded: dict[str, Any] = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    return loaded


def test_every_dependency_has_a_reason() -> None:
    requirements = [*project()["dependencies"], *(name for extra in project()["optional-dependencies"].values() for name in extra)]
    needed = {re.split(r"[<>=!~\[; ]", requirement)[0] for requirement in requirements}
    used = text_of(DOCS / "dependencies.md").partition("## Looked at and left")[0]
    explained = set(re.findall(r"^\| `([^`]+)` \| [^|]{5,}", used, re.MULTILINE))
    assert explained == needed


def test_the_columns_of_csv_are_documented() -> None:
    described = text_of(DOCS / "json.md").partition("CSV (`check --format csv`)")[2]
    assert [word for word in re.findall(r"`(\w+)`", described) if word in COLUMNS] == list(COLUMNS)


def test_decisions_are_short_listed_and_whole() -> None:
    records = sorted(path for path in (DOCS / "decisions").glob("*.md") if path.name != "README.md")
    listed = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \|$", text_of(DOCS / "decisions" / "README.md"), re.MULTILINE)
    assert [(f"{number:04}", path.name) for number, path in enumerate(records, start=1)] == sorted(entry[:2] for entry in listed)
    for path, (number, _, title) in zip(records, sorted(listed), strict=True):
        lines = text_of(path).splitlines()
        assert lines[0] == f"# {number} {title}", path.name
        assert len(lines) <= 25, path.name
        assert [line.split(".**")[0] for line in lines if line.startswith("**")] == ["**Context", "**Decision", "**Consequence"], path.name


def test_a_decision_without_a_subject_is_named(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("__pycache__", "*.md"))
    (docs / "decisions").mkdir(exist_ok=True)
    record = docs / "decisions" / "0001-first.md"
    record.write_text("# 0001 First\n\nSubject: Answers\n", encoding="utf-8")
    assert generate(docs).returncode == 0
    assert "\n## Answers\n\n| | decision |\n|---|---|\n| [0001](0001-first.md) | First |\n" in text_of(docs / "decisions" / "README.md")
    record.write_text("# 0001 First\n\nSubject: Elephants\n", encoding="utf-8")
    done = generate(docs)
    assert done.returncode == 1
    assert done.stderr.startswith("docs/decisions/0001-first.md: below the title there must be a line “Subject: …”")


def test_contributing_is_read_in_one_sitting() -> None:
    assert len(text_of(ROOT / "CONTRIBUTING.md").splitlines()) <= 120


def test_pages_that_code_refers_to_exist() -> None:
    for folder in ("guangdong_ai", "tests", "benchmarks", "docs"):
        for path in (ROOT / folder).rglob("*.py"):
            for page in re.findall(r"\bdocs/[\w./-]+\.(?:md|json|py)\b", text_of(path)):
                assert (ROOT / page).exists() or path == Path(__file__), f"{name_of(path)} refers to {page}"


@pytest.mark.parametrize("page", WRITTEN, ids=name_of)
def test_files_that_a_page_names_exist(page: Path) -> None:
    """A name between backticks that ends like a file of this repository is one; a page may leave out the folders before it."""
    known = {"/" + path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.suffix in (".py", ".toml", ".txt", ".md")}
    examples = {"my.toml", "wrong.toml", "catalogue.toml", "index.md"}
    for name in re.findall(r"`([a-z0-9_/.-]+\.(?:py|toml|txt|md))`", prose_of(page)):
        assert name in examples or any(path.endswith(f"/{name}") for path in known), f"{name_of(page)} names {name}"


def test_lint_finds_nothing_in_the_worked_example(tmp_path: Path) -> None:
    example = re.findall(r"^```toml file=(\S+)\n(.*?)^```$", text_of(DOCS / "guides" / "measure-author.md"), re.MULTILINE | re.DOTALL)
    for name, content in example:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    command = [sys.executable, "-m", "guangdong_ai", "measures", "lint", "--policies", "my-policies", "--as-of", "2026-11-23"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert len(example) == 4
    findings = [line for line in done.stderr.splitlines() if not line.startswith(("local policies in use", "使用了本地政策"))]
    assert not [line for line in findings if "my-policies" in line]


@pytest.mark.parametrize(
    ("page", "promise"), [("README.md", "work from a clean checkout"), ("README.zh-CN.md", "新取得的源码即可运行")], ids=["en", "zh"]
)
def test_the_first_screen_of_the_readme_shows_what_it_does(page: str, promise: str) -> None:
    start = text_of(ROOT / page).partition("\n## ")[0]
    assert "$ guangdong-ai check guangdong_ai/cli/demo.toml" in start
    assert "make demo" in start
    assert "make test" in start
    assert promise in start


@pytest.mark.parametrize("page", TRANSLATED, ids=name_of)
def test_a_page_says_the_same_in_both_languages(page: Path) -> None:
    """Section by section: as many headings of each level, and the same commands in the same kinds of blocks."""
    english, chinese = text_of(page), text_of(TRANSLATED[page])
    for form in (
        r"^(#+) ",
        r"^(```[^\n`]*)$",
        r"^\$ (guangdong-ai .+?)(?: --lang (?:zh|en))?$",
        r"^(guangdong-ai .+?)(?:  +#.*)?$",
        r"^(make \w+)",
    ):
        assert re.findall(form, english, re.MULTILINE) == re.findall(form, chinese, re.MULTILINE), form


@pytest.mark.parametrize("page", TRANSLATED, ids=name_of)
def test_each_language_leads_to_the_other(page: Path) -> None:
    assert f"]({TRANSLATED[page].name})" in text_of(page)
    assert f"]({page.name})" in text_of(TRANSLATED[page])
    for link in LINK.finditer(prose_of(TRANSLATED[page])):
        target = (TRANSLATED[page].parent / link["target"].partition("#")[0]).resolve()
        assert target == page or target not in TRANSLATED, f"{link[0]} leads to the English page"


def test_the_worked_example_is_the_same_in_both_languages() -> None:
    pages = [text_of(page) for page in (DOCS / "guides" / "measure-author.md", DOCS / "guides" / "measure-author.zh-CN.md")]
    english, chinese = (re.findall(r"^```toml file=(\S+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL) for page in pages)
    assert [(name, tomllib.loads(content)) for name, content in english] == [(name, tomllib.loads(content)) for name, content in chinese]


def test_the_readme_is_read_in_one_sitting() -> None:
    for page in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        assert len(text_of(page).splitlines()) <= 150, name_of(page)


def test_the_readme_counts_the_measures_right() -> None:
    catalogue = bundled_catalogue()
    count = Counter(catalogue.scope_of(measure) for measure in catalogue.measures.values())
    readmes = [text_of(ROOT / page).replace("\n", " ") for page in ("README.md", "README.zh-CN.md")]
    phrases = (
        (f"{count['policy']} measures of 粤府办〔2025〕6号", f"粤府办〔2025〕6号的{count['policy']}项措施"),
        (f"{count['city']} of cities, {count['district']} of districts", f"市级{count['city']}项、区级{count['district']}项"),
        (f"{count['province']} of the province and {count['nation']} of the nation", f"省级{count['province']}项、国家{count['nation']}项"),
    )
    assert sum(count.values()) == len(catalogue.measures)
    for phrase in phrases:
        for words, readme in zip(phrase, readmes, strict=True):
            assert words in readme
