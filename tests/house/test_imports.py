"""What each way of starting may load. A module that is loaded for nothing costs every start; seconds are measured in benchmarks/."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from guangdong_ai.assessment.window import window_of
from tests.bundled_catalogue import bundled_catalogue

DEMO = Path(__file__).parents[2] / "guangdong_ai" / "cli" / "demo.toml"

HEAVY = {
    "pydantic",
    "pydantic_core",
    "rich",
    "tree_sitter",
    "tree_sitter_toml",
    "tomli_w",
    "difflib",
    "importlib.metadata",
    "prompt_toolkit",
    "filelock",
    "icalendar",
    "dateutil",
    "pypinyin",
    "pyarrow",
    "polars",
    "duckdb",
    "ibis",
    "pandas",
    "openpyxl",
    "python_calamine",
    "xlrd",
}
"""Modules that cost milliseconds and that not every command needs. Typer itself loads difflib."""


def loaded(arguments: list[str], environment: dict[str, str] | None = None) -> set[str]:
    """The modules in memory after the command has run in a process of its own."""
    code = (
        "import sys\n"
        "from guangdong_ai.cli.main import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write('\\n#' + ' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    return set(done.stderr.decode().rpartition("#")[2].split())


@pytest.fixture(scope="module", autouse=True)
def checked_catalogue(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the catalogue has been checked and cached: the state of every start but the first.

    Its files are remembered as they are even if they were edited a second ago.
    """
    import os
    import time

    from guangdong_ai.catalogue.remembered_files import SETTLED_NS, read_and_remember
    from guangdong_ai.catalogue.source_files import bundled_folder

    cache = tmp_path_factory.mktemp("cache")
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "LANG": "C.UTF-8"}
    environment.pop("GUANGDONG_AI_NO_CACHE", None)
    loaded(["check", "--format", "json"], environment)
    read_and_remember((bundled_folder(),), cache / "guangdong-ai", time.time_ns() + 2 * SETTLED_NS)
    return environment


def test_version_loads_nothing(checked_catalogue: dict[str, str]) -> None:
    modules = loaded(["--version"], checked_catalogue)
    assert not modules & {*HEAVY, "typer", "msgspec"}


_TITLE_AFTER_TITLE = {f"guangdong_ai.assessment.titles.{name}" for name in ("goals", "path", "needed")}
"""For what-if, and for a check that is asked for titles."""


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_check_loads_no_pydantic_and_no_rich(checked_catalogue: dict[str, str], format_: str) -> None:
    modules = loaded(["check", str(DEMO), "--format", format_, "--set", "enterprise.city=sz"], checked_catalogue)
    assert not modules & HEAVY
    assert not modules & {"guangdong_ai.catalogue.check_files", "guangdong_ai.reports.content.data.forms"}
    assert "guangdong_ai.reports.content.blocks" not in modules
    assert not modules & _TITLE_AFTER_TITLE


def test_check_loads_nothing_that_reads_or_shows_values_where_none_is_typed_or_shown(checked_catalogue: dict[str, str]) -> None:
    modules = loaded(["check", str(DEMO), "--format", "json"], checked_catalogue)
    assert "guangdong_ai.profiles.check_value" in modules
    assert not modules & {"typer", "typing_extensions", "inspect", "shlex", "shutil", "subprocess"}
    assert not modules & {"pathlib", "hashlib", "threading", "platform"}, "the catalogue's files are known to be unchanged"
    assert not modules & {"msgspec.inspect", "textwrap"}, "no types are described"
    assert "unicodedata" not in modules, "no character has to be looked at"
    assert not modules & {"guangdong_ai.rules.read_condition", "guangdong_ai.rules.read_amount"}, "cached rules have been read"
    assert not modules & {
        "guangdong_ai.profiles.parse_text",
        "guangdong_ai.profiles.shown_value",
        "guangdong_ai.profiles.money",
        "guangdong_ai.profiles.money_unit",
        "guangdong_ai.profiles.spelled_choice",
    }


def test_what_msgspec_is_loaded_without_is_there_afterwards() -> None:
    code = (
        "import sys\n"
        "from guangdong_ai.cli.main import main\n"
        "main(['measures', 'list', '--format', 'json'])\n"
        "import platform, uuid, typing_extensions, textwrap, msgspec.json\n"
        "described = msgspec.json.schema(type('Described', (msgspec.Struct,), {'__doc__': '  indented', '__annotations__': {'x': int}}))\n"
        "import msgspec.inspect\n"
        "parts = platform.python_version(), uuid.uuid1().version, typing_extensions.__name__, textwrap.dedent('  dedented')\n"
        "parts += described['$defs']['Described']['description'], msgspec.inspect.type_info(int).__class__.__name__\n"
        "sys.stderr.write('\\n#' + ' '.join(map(str, parts)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.decode().rpartition("#")[2] == f"{sys.version.split()[0]} 1 typing_extensions dedented indented IntType"


def test_no_pattern_is_compiled_before_it_is_used() -> None:
    code = (
        "import re, sys, pkgutil, importlib\n"
        "compiled = []\n"
        "compile_ = re.compile\n"
        "def told(*given, **named):\n"
        "    compiled.extend([sys._getframe(1).f_globals['__name__']] if sys._getframe(1).f_globals['__name__'].startswith('guangdong_ai') else [])\n"
        "    return compile_(*given, **named)\n"
        "re.compile = told\n"
        "import guangdong_ai.cli.check, guangdong_ai.profiles, guangdong_ai.reports\n"
        "for folder in ('profiles', 'reports', 'catalogue'):\n"
        "    package = importlib.import_module(f'guangdong_ai.{folder}')\n"
        "    for module in pkgutil.walk_packages(package.__path__, f'{package.__name__}.'):\n"
        "        if '.data.forms' not in module.name:\n"  # types of writers, which no program loads
        "            importlib.import_module(module.name)\n"
        "print(' '.join(compiled))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == []


def test_check_with_a_table_loads_no_pydantic_and_no_typer(checked_catalogue: dict[str, str]) -> None:
    modules = loaded(["check", str(DEMO)], checked_catalogue)
    assert not modules & {*(HEAVY - {"rich"}), "typer", "rich.console"}
    assert not modules & {*_TITLE_AFTER_TITLE, "unicodedata"}
    assert "shlex" not in modules, "the commands in it need no quotes"


def test_help_loads_no_catalogue(checked_catalogue: dict[str, str]) -> None:
    modules = loaded(["--help"], checked_catalogue)
    assert not modules & {*(HEAVY - {"rich"}), "typer", "rich.console"}
    assert "guangdong_ai.catalogue.load" not in modules


def test_the_help_of_the_questionnaire_loads_neither_prompts_nor_the_catalogue(checked_catalogue: dict[str, str]) -> None:
    modules = loaded(["ask", "--format=json", "--help"], checked_catalogue)
    assert "guangdong_ai.cli.ask.command" in modules
    assert not modules & (HEAVY - {"difflib", "rich"})
    assert not modules & {"guangdong_ai.catalogue.load", "guangdong_ai.api.catalogue_access", "guangdong_ai.catalogue.source_files"}


def test_the_questionnaire_without_a_terminal_loads_no_prompts(checked_catalogue: dict[str, str], tmp_path: Path) -> None:
    modules = loaded(["ask", str(tmp_path / "firm.toml"), "--no-input"], checked_catalogue)
    assert "guangdong_ai.cli.ask.without_prompts" in modules
    assert not modules & (HEAVY - {"difflib"})


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("line", ["check --titles", "check --enterprise-city gu", "measures show lead", "check --set titles."])
def test_completion_loads_no_rich_and_no_pydantic(checked_catalogue: dict[str, str], shell: str, line: str) -> None:
    environment = {
        **checked_catalogue,
        "_GUANGDONG_AI_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": f"guangdong-ai {line}",
        "COMP_CWORD": str(line.count(" ") + 1),
        "_TYPER_COMPLETE_ARGS": f"guangdong-ai {line}",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    modules = loaded([], environment)
    by_typer = line in ("measures show lead", "check --set titles.")
    assert ("guangdong_ai.cli.completion.answer" in modules, "typer" in modules) == (by_typer, by_typer)
    assert not modules & (HEAVY - ({"difflib"} if by_typer else set()))
    assert line.startswith("measures") or "guangdong_ai.catalogue.load" not in modules


def test_working_days_are_looked_up_where_days_left_are_told_only(checked_catalogue: dict[str, str]) -> None:
    catalogue = bundled_catalogue()
    for day, told in (("2025-06-02", False), ("2026-12-01", True)):
        states = {window_of(measure, catalogue, date.fromisoformat(day)).state for measure in catalogue.measures.values()}
        assert ("open" in states) == told, "something is open on the second day only"
        modules = loaded(["check", str(DEMO), "--set", "enterprise.city=shenzhen", "--as-of", day], checked_catalogue)
        assert ("chinese_calendar" in modules) == told


def test_a_calendar_loads_icalendar_for_its_format_only(checked_catalogue: dict[str, str]) -> None:
    for format_ in ("table", "json"):
        modules = loaded(["calendar", str(DEMO), "--format", format_], checked_catalogue)
        assert not modules & (HEAVY - {"difflib", "rich"})
    assert "icalendar" in loaded(["calendar", str(DEMO), "--format", "ics"], checked_catalogue)


def test_a_plan_to_apply_loads_nothing_heavy(checked_catalogue: dict[str, str]) -> None:
    for format_ in ("table", "json", "markdown"):
        modules = loaded(["prepare", str(DEMO), "--format", format_], checked_catalogue)
        assert not modules & (HEAVY - {"difflib", "rich"})


def test_a_batch_of_parquet_loads_no_reader_of_other_formats(checked_catalogue: dict[str, str], tmp_path: Path) -> None:
    import polars as pl

    pl.DataFrame({"id": ["a"], "enterprise.city": ["shenzhen"]}).write_parquet(tmp_path / "firms.parquet")
    for engine in ("plain", "polars"):
        modules = loaded(
            ["batch", str(tmp_path / "firms.parquet"), "--output", str(tmp_path / f"{engine}.parquet"), "--engine", engine, "--no-summary"],
            checked_catalogue,
        )
        assert (tmp_path / f"{engine}.parquet").exists()
        # pyarrow makes its arrays of lists with pandas at hand, where that is installed.
        assert not modules & {"duckdb", "openpyxl", "pydantic", *(() if engine == "plain" else ("pandas",))}
        assert ("polars" in modules) == (engine == "polars")
