"""The wheel and the sdist carry the catalogue and work with no checkout around."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@dataclass(frozen=True)
class Installed:
    """The wheel, installed into ``folder``; nothing of the checkout is around."""

    folder: Path
    elsewhere: Path

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What Python does with these arguments; it ends well."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.folder),
            "XDG_CACHE_HOME": str(self.elsewhere / "cache"),
            "LANG": "C.UTF-8",
            "LC_ALL": "",
        }
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=self.elsewhere, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return done


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    (wheel,) = built.glob("*.whl")
    folder = tmp_path_factory.mktemp("installed")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(folder), str(wheel)]
    subprocess.run(install, check=True)
    return Installed(folder, tmp_path_factory.mktemp("elsewhere"))


def test_the_wheel_runs_the_demo_without_a_checkout(installed: Installed) -> None:
    done = installed.python("-c", "import guangdong_ai; print(guangdong_ai.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(installed.folder)
    for arguments in (["demo"], ["measures", "lint", "--as-of", "2026-11-23"], ["check", "--format", "json"]):
        installed.python("-m", "guangdong_ai", *arguments)


def test_three_lines_of_python_give_the_result_of_the_demo(installed: Installed) -> None:
    script = "from guangdong_ai import assess\nresult = assess(EXAMPLE, as_of='2026-11-23')\nprint(result.to_json(), end='')\n"
    example = installed.folder / "guangdong_ai" / "cli" / "demo.toml"
    by_script = installed.python("-c", script.replace("EXAMPLE", repr(str(example))))
    by_command = installed.python("-m", "guangdong_ai", "check", str(example), "--as-of", "2026-11-23", "--format", "json")
    assert by_script.stdout == by_command.stdout
    assert json.loads(by_script.stdout)["totals"]["low"] == 1_000_000


def test_the_wheel_holds_the_catalogue_and_nothing_of_the_tests(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (CHECKOUT / "policies").rglob("*.toml"):
        assert f"guangdong_ai/policies/{path.relative_to(CHECKOUT / 'policies').as_posix()}" in names
    assert {"guangdong_ai/cli/demo.toml", "guangdong_ai/py.typed"} <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "benchmarks/"))]


def test_the_sdist_holds_what_make_test_needs(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "Makefile",
        "constraints.txt",
        "pyproject.toml",
        "README.md",
        "README.zh-CN.md",
        "policies/catalogue.toml",
        "tests/house/test_layers.py",
    } <= names
