"""The registry of input formats: what is read, offered and told follows from it."""

from pathlib import Path
from typing import get_args

import pytest

from guangdong_ai.batch.read.input_files import InputFile, input_file
from guangdong_ai.batch.read.input_formats import COMPRESSIONS, FORMATS, READERS, Format, accepted_formats, accepted_suffixes
from guangdong_ai.batch.run.engines import ENGINES
from guangdong_ai.foundation.finding import Finding
from tests.cli.conftest import Command, checked_catalogue, run

__all__ = ["checked_catalogue", "run"]


def test_every_format_has_an_entry() -> None:
    assert set(READERS) == set(get_args(Format))
    assert len(FORMATS) == sum(len(reader.suffixes) for reader in READERS.values()), "two formats have a suffix in common"
    assert all(set(reader.engines) < set(ENGINES) for reader in READERS.values())


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_suffix_says_the_format_in_upper_case_too(suffix: str) -> None:
    for name in (f"firms{suffix}", f"FIRMS{suffix.upper()}"):
        found = input_file(Path(name))
        assert isinstance(found, InputFile)
        assert found.format == FORMATS[suffix]


@pytest.mark.parametrize("packed", COMPRESSIONS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_text_alone_may_be_packed(suffix: str, packed: str) -> None:
    found = input_file(Path(f"firms{suffix}{packed}"))
    assert isinstance(found, Finding) != READERS[FORMATS[suffix]].is_compressible


def test_the_hint_names_every_suffix() -> None:
    hint = accepted_formats()
    for suffix in accepted_suffixes():
        assert suffix in hint.zh
        assert suffix in hint.en


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_names_every_format_of_tables(run: Command, language: str) -> None:
    shown = "".join(run("batch", "--help", "--lang", language).out.split())
    for name, reader in READERS.items():
        assert (name if not reader.is_profile else name.upper()) in shown


def test_only_files_that_are_read_are_offered_for_completion(tmp_path: Path) -> None:
    from typer import Context
    from typer.main import get_command

    from guangdong_ai.cli.batch import batch_command

    for name in ("firms.csv", "firms.ndjson", "firms.csv.gz", "letter.docx", "firms.pdf"):
        (tmp_path / name).touch()
    command = get_command(batch_command("en"))
    inputs = next(parameter for parameter in command.params if parameter.name == "inputs")
    offered = [item.value for item in inputs.shell_complete(Context(command), f"{tmp_path}/")]
    assert offered == [f"{tmp_path}/{name}" for name in ("firms.csv", "firms.csv.gz", "firms.ndjson")]
