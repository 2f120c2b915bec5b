"""Writes the pages that are made from the catalogue and the code, and the outputs that other pages show; ``--check`` only compares.

Run it from anywhere: ``python docs/generate.py``; with the names of pages only their outputs are looked at. Exit code 1: with ``--check`` a file
differs, or a command that a page shows fails.
"""  # the scripts of this folder are no package

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from coverage_page import coverage_page
from decision_index import NoSubjectError, decision_index
from json_schemas import json_schemas, keys, kind_of
from left_out_page import left_out_page
from module_pages import module_pages
from shown_commands import Program, WrongEndError, with_real_outputs

import guangdong_ai
from guangdong_ai.batch.write.described import COLUMNS_SCHEMA, TYPES, described_columns
from guangdong_ai.batch.write.result_formats import DESCRIBED
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.catalogue.schema import catalogue_schemas
from guangdong_ai.cli.describe import whole_description
from guangdong_ai.cli.described_command import description_file
from guangdong_ai.foundation.text import LANGUAGES, Text
from guangdong_ai.profiles.schema import profile_schema
from guangdong_ai.reports.content.measure import measure_content
from guangdong_ai.reports.render.markdown import in_both_languages

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
MEASURES = DOCS / "measures"
SCHEMAS = DOCS / "schema"
MODULES = DOCS / "modules"
DECISIONS = DOCS / "decisions"
DECISION_INDEX = DECISIONS / "README.md"
FOLDERS_OF_GENERATED_FILES = (MEASURES, SCHEMAS, MODULES)
"""Whatever stands here is generated: what is no longer wanted is taken away."""

BEGIN, END = "<!-- Made by docs/generate.py: begin -->\n", "<!-- Made by docs/generate.py: end -->\n"

Files = Mapping[Path, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write, or with ``--check`` compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 when a file is not what it should be")
    parser.add_argument(
        "pages", nargs="*", type=Path, metavar="PAGE", help="look at the outputs that these pages show, and at nothing else"
    )
    given = parser.parse_args(arguments)
    checking: bool = given.check
    pages = [page.resolve() for page in given.pages]
    try:
        wanted = outputs_of(pages) if pages else wanted_files()
    except WrongEndError as error:
        sys.stderr.write(f"a command that a page shows went wrong: {error}\n")
        return 1
    except NoSubjectError as error:
        sys.stderr.write(f"docs/decisions/{error}\n")
        return 1
    different = [path for path, content in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != content]
    left_over = [] if pages else [path for path in _files_in(FOLDERS_OF_GENERATED_FILES) if path not in wanted]
    for path in (*different, *left_over):
        sys.stdout.write(f"{path.relative_to(ROOT)}: {'differs' if path in different else 'is no longer wanted'}\n")
    if checking:
        return 1 if different or left_over else 0
    for path in different:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
    for path in left_over:
        path.unlink()
    return 0


def wanted_files() -> Files:
    """Every file that this program has a say in, with the content it should have."""
    catalogue = load_catalogue()
    return {**_pages(catalogue), **_schemas(catalogue), **_lists(), **_described(), **_columns(), **_with_outputs(_written_pages())}


def outputs_of(pages: Sequence[Path]) -> Files:
    """These pages with the outputs that their commands have."""
    return _with_outputs({page: page.read_text(encoding="utf-8") for page in pages})


def _pages(catalogue: Catalogue) -> Files:
    pages = {
        MEASURES / f"{measure.id}.md": in_both_languages(measure_content(measure, catalogue)) for measure in catalogue.measures.values()
    }
    return {**pages, MEASURES / "README.md": coverage_page(catalogue), MEASURES / "not-modelled.md": left_out_page(catalogue)}


def _lists() -> Files:
    """The lists of modules and of decisions."""
    modules = module_pages(Path(guangdong_ai.__file__).parent)
    records = {path.name: path.read_text(encoding="utf-8") for path in DECISIONS.glob("*.md") if path != DECISION_INDEX}
    index = {DECISION_INDEX: decision_index(records)} if records else {}
    return {**index, **{MODULES / name: page for name, page in modules.items()}}


def _schemas(catalogue: Catalogue) -> Files:
    schemas: dict[str, dict[str, Any]] = {**json_schemas(), "profile": profile_schema(catalogue.sections)}
    schemas |= {f"catalogue/{kind}": schema for kind, schema in catalogue_schemas().items()}
    return {SCHEMAS / f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()}


def _described() -> Files:
    """The command line described, from which its help is shown and TAB is answered."""
    return {description_file(language): whole_description(language) for language in LANGUAGES}


def _columns() -> Files:
    """The page on the columns of results. ``MEASURE`` stands for each measure of the catalogue."""
    lines = [
        "# The columns of a result",
        "",
        "What the result of `batch` holds in each shape, the same for every format and engine. `guangdong-ai batch --describe SHAPE` tells it, with a line for each",
        f"measure, as a table, JSON, CSV or Markdown. A column stays what it is within `{COLUMNS_SCHEMA}`; more may be added.",
        "",
        "`--keep` stands for the columns that are carried over, MEASURE for each measure of the catalogue, in its order. Amounts are whole yuan. Empty is",
        "an empty cell in CSV and workbooks, null in JSON and Parquet.",
    ]
    for shape in DESCRIBED:
        lines += ["", f"## {shape}", "", "| column | type | empty? | meaning | 含义 |", "|---|---|---|---|---|"]
        for one in described_columns(shape, [("MEASURE", Text("该措施", "the measure"))]):
            values = f" (`{'` `'.join(one.values)}`)" if one.values else ""
            empty = "may be" if one.may_be_empty else "never"
            lines.append(f"| `{one.name}` | {TYPES[one.type].en} | {empty} | {one.meaning.en}{values} | {one.meaning.zh} |")
    return {DOCS / "batch-columns.md": "\n".join(lines) + "\n"}


def _written_pages() -> Files:
    """The pages that people write, the table of keys put into the one that has it."""
    folders = (ROOT, DOCS, DOCS / "guides", DECISIONS)
    paths = [path for folder in folders for path in sorted(folder.glob("*.md")) if path not in (DECISION_INDEX, DOCS / "batch-columns.md")]
    pages = {path: path.read_text(encoding="utf-8") for path in paths}
    described = DOCS / "json.md"
    if described in pages:
        before, _, rest = pages[described].partition(BEGIN)
        pages[described] = before + BEGIN + "".join(f"{line}\n" for line in _table_of_keys()) + END + rest.partition(END)[2]
    return pages


def _table_of_keys() -> Iterator[str]:
    schema = json_schemas()["assessment"]
    yield "| key | value | meaning |"
    yield "|---|---|---|"
    for path, inner in keys(schema).items():
        yield f"| `{path}` | {kind_of(inner)} | {inner['description']} |"
    for name, definition in schema["$defs"].items():
        for path, inner in keys(definition).items():
            yield f"| {name}: `{path}` | {kind_of(inner)} | {inner.get('description', 'The statement in this language.')} |"


def _with_outputs(pages: Files) -> Files:
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
        program = Program(Path(folder))
        replayed = {path: pool.submit(_replayed, path, page, program) for path, page in pages.items()}
        return {path: future.result() for path, future in replayed.items()}


def _replayed(path: Path, page: str, program: Program) -> str:
    try:
        return with_real_outputs(page, program)
    except WrongEndError as error:
        raise WrongEndError(f"{path.relative_to(ROOT)}: {error}") from None


def _files_in(folders: Iterable[Path]) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
