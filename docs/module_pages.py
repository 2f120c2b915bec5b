"""Pages that list the modules of the package: one for each folder below it, and one for what stands at its root, made from the docstrings."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

HEAD = "<!-- Made by docs/generate.py from the docstrings. -->"
ROOT_PAGE = "root"


def module_pages(package: Path) -> Mapping[str, str]:
    """Each page by its name: the index, and a page for the root of the package and for each folder in it."""
    folders = sorted(path.parent for path in package.glob("*/__init__.py"))
    pages = {f"{folder.name}.md": _page([folder, *_folders_below(folder)], package) for folder in folders}
    pages[f"{ROOT_PAGE}.md"] = _page([package], package)
    return {"README.md": _index(folders, package), **pages}


def _folders_below(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.rglob("__init__.py") if path.parent != folder)


def _index(folders: list[Path], package: Path) -> str:
    lines = [
        HEAD,
        "# Modules",
        "",
        "What each module is for, in its own words. The layers, from the top down: [how it works](../how-it-works.md#layers).",
        "",
    ]
    lines += ["| folder | |", "|---|---|"]
    lines += [_row(folder, folder.name, package) for folder in folders]
    lines += [_row(package, ROOT_PAGE, package)]
    return "".join(f"{line}\n" for line in lines)


def _row(folder: Path, page: str, package: Path) -> str:
    return f"| [`{_name(folder, package)}/`]({page}.md) | {_docstring(folder / '__init__.py')} |"


def _page(folders: list[Path], package: Path) -> str:
    lines = [HEAD, f"# `{_name(folders[0], package)}/`", ""]
    for number, folder in enumerate(folders):
        if number:
            lines += ["", f"## `{_name(folder, package)}/`", ""]
        lines += [_docstring(folder / "__init__.py"), *_table(folder)]
    return "".join(f"{line}\n" for line in lines)


def _table(folder: Path) -> Iterator[str]:
    yield from ("", "| module | |", "|---|---|")
    for module in _modules_in(folder):
        yield f"| `{module.name}` | {_docstring(module)} |"


def _modules_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")


def _name(folder: Path, package: Path) -> str:
    return folder.relative_to(package.parent).as_posix()


def _docstring(module: Path) -> str:
    """The first paragraph of the module's docstring on one line; a bar would end a cell of a table."""
    text = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return " ".join(text.partition("\n\n")[0].split()).replace("``", "`").replace("|", "\\|")
