"""Writes the pages that are made from the catalogue and the code, and the outputs that other pages show; ``--check`` only compares.

Run it from anywhere: ``python docs/generate.py``. Exit code 1: with ``--check`` a file differs, or a command that a page shows fails.
"""  # the scripts of this folder are no package

import argparse
import ast
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from assessment_schema import assessment_schema, keys, kind_of
from coverage_page import coverage_page
from shown_commands import Program, WrongEndError, with_real_outputs

import guangdong_ai
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.catalogue.schema import catalogue_schemas
from guangdong_ai.profiles.schema import profile_schema
from guangdong_ai.reports.measure_page import measure_markdown

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
MEASURES = DOCS / "measures"
SCHEMAS = DOCS / "schema"
FOLDERS_OF_GENERATED_FILES = (MEASURES, SCHEMAS)
"""Whatever stands here is generated: what is no longer wanted is taken away."""

BEGIN, END = "<!-- Made by docs/generate.py: begin -->\n", "<!-- Made by docs/generate.py: end -->\n"

Files = Mapping[Path, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write, or with ``--check`` compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 when a file is not what it should be")
    checking = parser.parse_args(arguments).check
    try:
        wanted = wanted_files()
    except WrongEndError as error:
        sys.stderr.write(f"a command that a page shows went wrong: {error}\n")
        return 1
    different = [path for path, content in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != content]
    left_over = [path for path in _files_in(FOLDERS_OF_GENERATED_FILES) if path not in wanted]
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
    return {**_pages(catalogue), **_schemas(catalogue), **_with_outputs(_written_pages())}


def _pages(catalogue: Catalogue) -> Files:
    pages = {MEASURES / f"{measure.id}.md": measure_markdown(measure, catalogue) for measure in catalogue.measures.values()}
    return {**pages, MEASURES / "README.md": coverage_page(catalogue)}


def _schemas(catalogue: Catalogue) -> Files:
    schemas: dict[str, dict[str, Any]] = {"assessment": assessment_schema(), "profile": profile_schema(catalogue.sections)}
    schemas |= {f"catalogue/{kind}": schema for kind, schema in catalogue_schemas().items()}
    return {SCHEMAS / f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas.items()}


def _written_pages() -> Files:
    """The pages that people write, the lists made here put into those that have one."""
    paths = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.glob("*.md")), *sorted((DOCS / "decisions").glob("*.md"))]
    pages = {path: path.read_text(encoding="utf-8") for path in paths}
    for path, lines in ((DOCS / "json.md", _table_of_keys()), (ROOT / "CONTRIBUTING.md", _list_of_modules())):
        if path in pages:
            before, _, rest = pages[path].partition(BEGIN)
            pages[path] = before + BEGIN + "".join(f"{line}\n" for line in lines) + END + rest.partition(END)[2]
    return pages


def _table_of_keys() -> Iterator[str]:
    schema = assessment_schema()
    yield "| key | value | meaning |"
    yield "|---|---|---|"
    for path, inner in keys(schema).items():
        yield f"| `{path}` | {kind_of(inner)} | {inner['description']} |"
    for name, definition in schema["$defs"].items():
        for path, inner in keys(definition).items():
            yield f"| {name}: `{path}` | {kind_of(inner)} | {inner.get('description', 'The statement in this language.')} |"


def _list_of_modules() -> Iterator[str]:
    """Each module by its layer, from the top, with the first sentence of its docstring."""
    package = Path(guangdong_ai.__file__).parent
    folders = [package, *sorted(path.parent for path in package.rglob("__init__.py") if path.parent != package)]
    for folder in folders:
        documented = _docstring(folder / "__init__.py")
        yield from ("", f"### `{folder.relative_to(package.parent).as_posix()}/`", "", documented, "", "| module | |", "|---|---|")
        for module in sorted(folder.glob("*.py")):
            if module.name != "__init__.py":
                yield f"| `{module.name}` | {_docstring(module)} |"
    yield ""


def _docstring(module: Path) -> str:
    """The first paragraph of the module's docstring on one line; a bar would end a cell of a table."""
    text = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return " ".join(text.partition("\n\n")[0].split()).replace("``", "`").replace("|", "\\|")


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
