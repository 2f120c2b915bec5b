"""What fits at the cursor, for every option and argument."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer._click import Command as ClickCommand
from typer._click import Parameter
from typer.core import TyperArgument, TyperGroup, TyperOption

from guangdong_ai.catalogue.schema import catalogue_schemas
from guangdong_ai.catalogue.source_files import bundled_folder
from guangdong_ai.cli.program import program
from tests.cli.completion.conftest import Tab
from tests.cli.conftest import Command


def parameters(command: ClickCommand, name: str = "guangdong-ai") -> Iterator[tuple[str, Parameter]]:
    """Every option with a value and every argument, of every command."""
    context = typer.Context(command, info_name=name)
    for parameter in command.get_params(context):
        if isinstance(parameter, TyperArgument) or (isinstance(parameter, TyperOption) and not parameter.is_flag):
            yield f"{name} {parameter.opts[-1]}", parameter
    if isinstance(command, TyperGroup):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            yield from parameters(found, f"{name} {inner}")


def test_every_option_and_argument_says_what_completes_it() -> None:
    """One that is forgotten would offer nothing; where only files or free text fit, ``completion.values.files`` says so."""
    silent = [name for name, parameter in parameters(program("en")) if parameter._custom_shell_complete is None]
    assert not silent


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("guangdong-ai che", ["check"]),
        ("guangdong-ai measures te", ["test"]),
        ("guangdong-ai check --titles-hi", ["--titles-high-tech", "--titles-high-tech-score"]),
        ("guangdong-ai check --enterprise-city zho", ["zhongshan"]),
        ("guangdong-ai check --enterprise-city 中", ["中山"]),
        ("guangdong-ai check --enterprise.city zho", ["zhongshan"]),
        ("guangdong-ai check --titles-high-tech ", ["yes", "no", "unknown"]),
        ("guangdong-ai check --titles-high-tech 是", ["是"]),
        ("guangdong-ai check --enterprise-employees ", ["unknown"]),
        ("guangdong-ai check --enterprise-fields ai,ro", ["ai,robotics"]),
        ("guangdong-ai check --enterprise-fields 人工智能、机", ["人工智能、机器人"]),
        ("guangdong-ai check --format c", ["csv"]),
        ("guangdong-ai check --lang ", ["zh", "en"]),
        ("guangdong-ai --lang z", ["zh"]),
        ("guangdong-ai batch --shape l", ["long"]),
        ("guangdong-ai batch --engine d", ["dask"]),
        ("guangdong-ai batch --measure open-s", ["open-source-operation"]),
        ("guangdong-ai batch --format js", ["json"]),
        ("guangdong-ai measures compile --dialect sp", ["spark"]),
        ("guangdong-ai measures show leading-", ["leading-talent"]),
        ("guangdong-ai measures test leading-talent open-s", ["open-source-operation"]),
        ("guangdong-ai measures schema ca", ["calls", "catalogue"]),
        ("guangdong-ai measures diff bun", ["bundled"]),
        ("guangdong-ai explain open-s", ["open-source-operation"]),
        ("guangdong-ai ask --section ti", ["titles"]),
        ("guangdong-ai ask --only exch", ["exchange-platforms"]),
        ("guangdong-ai --version ch", ["check"]),
    ],
)
def test_what_fits(tab: Tab, line: str, expected: list[str]) -> None:
    assert [value for value in tab(line) if not value.startswith("--install")] == expected


def test_titles_complete_where_no_id_begins_so(tab: Tab) -> None:
    assert tab("guangdong-ai measures show 重点") != []
    assert all(value.startswith("重点") for value in tab("guangdong-ai measures show 重点"))


def test_bash_cuts_words_at_equals_signs(tab: Tab) -> None:
    assert tab("guangdong-ai check --format = cs", at=4) == ["csv"]
    assert tab("guangdong-ai check --format =", at=3) == ["table", "json", "csv", "markdown", "html", "docx", "xlsx"]
    assert tab("guangdong-ai check --set enterprise.city = zho", at=5) == ["zhongshan"]
    assert tab("guangdong-ai check --set enterprise.city=zho") == ["enterprise.city=zhongshan"]


def test_a_setting_goes_on_after_its_fact(tab: Tab) -> None:
    assert tab("guangdong-ai check --set enterprise.cr") == ["enterprise.credit_code=", "enterprise.credit_code=unknown"]
    assert "titles.high_tech=" in tab("guangdong-ai what-if --set titles.")


def test_profiles_are_files_and_the_names_that_the_questionnaire_gave(tab: Tab, tmp_path: Path) -> None:
    kept = tmp_path / "data" / "guangdong-ai" / "profiles"
    kept.mkdir(parents=True)
    (kept / "云山智能.toml").touch()
    for name in ("cloud.toml", "other.toml", "cloud.csv"):
        Path(name).touch()
    Path("clients").mkdir()
    assert tab("guangdong-ai check 云") == ["云山智能"]
    assert tab("guangdong-ai ask cl") == ["clients/", "cloud.toml"]
    assert tab("guangdong-ai profile validate cloud.toml ot") == ["other.toml"]
    assert tab("guangdong-ai explain leading-talent other.toml ") == []


def test_a_folder_alone_is_looked_into(tab: Tab) -> None:
    Path("clients/north").mkdir(parents=True)
    Path("clients/north/one.toml").touch()
    assert tab("guangdong-ai check cli") == ["clients/", "clients/north/", "clients/north/one.toml"]
    assert tab("guangdong-ai check --policies cli") == ["clients/", "clients/north/"]


def test_bash_is_given_values_that_it_takes_literally(tab: Tab) -> None:
    Path("the firm & co.toml").touch()
    assert tab("guangdong-ai check the") == [r"the\ firm\ \&\ co.toml"]
    assert tab('guangdong-ai check "the') == ["the firm & co.toml"]


def test_added_policies_count(tab: Tab) -> None:
    Path("extra").mkdir()
    bundled = (bundled_folder() / "guangdong" / "leading-talent.toml").read_text(encoding="utf-8")
    Path("extra/zz-more.toml").write_text(re.sub(r'^id *= *"leading-talent"', 'id = "zz-more"', bundled), encoding="utf-8")
    assert tab("guangdong-ai measures show --policies extra zz") == ["zz-more"]


def test_nothing_is_told_while_a_person_types(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not there is told when the command runs."""
    monkeypatch.setenv("_GUANGDONG_AI_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "guangdong-ai measures show --policies nowhere lea")
    done = run()
    assert (done.out, done.err) == ("", "")
    assert done.code == 1


def test_kinds_of_files_are_those_with_a_schema(tab: Tab) -> None:
    assert tab("guangdong-ai measures schema ") == list(catalogue_schemas())
