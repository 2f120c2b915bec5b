"""``measures new``: the beginning of a measure's file, from options, or from questions in a terminal."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.cli.completion.values import files, folders
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options
from guangdong_ai.cli.usage import WrongUsage, command_class
from guangdong_ai.foundation.text import Language, Text, counted, joined

if TYPE_CHECKING:
    from guangdong_ai.api.new_measure import Scaffold

_EXAMPLE = (
    *("measures", "new", "--id", "foshan-robot-grant", "--document", "fs-robot-measures-2025"),
    *("--title-zh", "佛山机器人补助", "--title-en", "Foshan robot grant", "--fact", "enterprise.employees"),
)


def add_new(app: typer.Typer, language: Language) -> None:
    """Add the command to the group."""
    words, options = words_in(language), Options(language)

    @app.command(
        "new",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            "起草一项措施的文件：附用例，可以通过检查，并标出待填写之处。缺少的选项在终端里提问；不覆盖已有的文件。",
            "Begin the file of a measure, with cases: lint finds no error in it, and what is to fill in is marked. What no option says is asked in "
            "a terminal; no file is overwritten.",
        ),
    )
    def new(
        identifier: str = typer.Option(
            None, "--id", metavar="ID", help=words("编号，也是文件名", "The id, and the name of the file"), autocompletion=files
        ),
        document: str = typer.Option(
            None, "--document", metavar="ID", help=words("所依据文件的编号", "The id of its document"), autocompletion=files
        ),
        title_zh: str = typer.Option(
            None, "--title-zh", metavar="TEXT", help=words("中文名称", "The title in Chinese"), autocompletion=files
        ),
        title_en: str = typer.Option(
            None, "--title-en", metavar="TEXT", help=words("英文名称", "The title in English"), autocompletion=files
        ),
        fact: list[str] = typer.Option(
            None,
            "--fact",
            metavar="FACT",
            help=words("条件所比较的信息项，可重复", "A fact that a criterion compares; repeatable"),
            autocompletion=files,
        ),
        folder: Path = typer.Option(
            None,
            "--output",
            "-o",
            metavar="DIR",
            help=words("政策文件夹，默认 my-policies", "The folder of policies; default: my-policies"),
            autocompletion=folders,
        ),
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        given = {"--id": identifier, "--document": document, "--title-zh": title_zh, "--title-en": title_en}
        _new(given, fact, folder or Path("my-policies"), policies or [], language)


_QUESTIONS = {
    "--id": Text("编号（如 foshan-robot-grant）：", "Id (like foshan-robot-grant): "),
    "--document": Text("所依据文件的编号：", "Id of its document: "),
    "--title-zh": Text("中文名称：", "Title in Chinese: "),
    "--title-en": Text("英文名称：", "Title in English: "),
}
_FACTS = Text("条件所比较的信息项，逗号分开（可以不填）：", "Facts that its criteria compare, separated by commas (may be left out): ")


def _new(given: Mapping[str, str | None], facts: Sequence[str] | None, folder: Path, added: Sequence[Path], language: Language) -> None:
    from guangdong_ai.api.catalogue_access import catalogue_with
    from guangdong_ai.api.new_measure import FOLDER, NewMeasure, scaffold
    from guangdong_ai.api.packs import laid_over
    from guangdong_ai.catalogue.source_files import bundled_folder

    missing = [option for option, value in given.items() if value is None]
    if missing and not (sys.stdin.isatty() and sys.stderr.isatty()):
        listed = joined(Text("、", ", "), [Text(option, option) for option in missing])
        raise WrongUsage(Text("缺少 {}", "missing: {}").format(listed), Text("例如", "for example"), _EXAMPLE)
    if folder.exists() and not folder.is_dir():
        raise WrongUsage(
            Text(f"--output 不是文件夹：{folder}", f"--output is no folder: {folder}"),
            Text("给出一个文件夹，没有则会新建", "name a folder; it is made where there is none"),
        )
    answers = {option: _asked(_QUESTIONS[option], language) if value is None else value for option, value in given.items()}
    named = list(facts or ())
    if missing and facts is None:
        named = [part.strip() for part in _asked(_FACTS, language).replace("，", ",").split(",") if part.strip()]
    beneath = [*added, *([folder] if folder.is_dir() and folder not in added else [])]
    new = NewMeasure(
        id=answers["--id"],
        document=answers["--document"],
        title=Text(answers["--title-zh"], answers["--title-en"]),
        facts=tuple(named),
    )
    path = folder / FOLDER / f"{new.id}.toml"
    if path.exists():
        raise _there(path)
    made = scaffold(new, catalogue_with(beneath), (bundled_folder(), *laid_over(beneath)), folder, today())
    _write(made)
    _tell(made, new.id, folder, language)


def _asked(question: Text, language: Language) -> str:
    from guangdong_ai.cli.output import begin_line

    begin_line(question.in_language(language))
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()


def _there(path: Path) -> WrongUsage:
    return WrongUsage(Text(f"文件已存在：{path}", f"the file exists already: {path}"), Text("请换一个编号", "choose another id"))


def _write(made: "Scaffold") -> None:
    """Write the file, which is not there. Raises WrongUsage where it is after all, and Refused where it cannot be written."""
    from guangdong_ai.foundation.errors import Refused
    from guangdong_ai.foundation.finding import Finding, Place
    from guangdong_ai.foundation.not_written import why_not_written

    try:
        made.path.parent.mkdir(parents=True, exist_ok=True)
        with made.path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(made.content)
    except FileExistsError:
        raise _there(made.path) from None
    except (OSError, ValueError) as error:
        message = Text("无法写入：{}", "cannot be written: {}").format(why_not_written(error))
        raise Refused([Finding(message=message, place=Place(file=made.path))]) from None


def _tell(made: "Scaffold", name: str, folder: Path, language: Language) -> None:
    from guangdong_ai.cli.output import write_line
    from guangdong_ai.cli.suggested_command import suggested_command

    lines = [
        Text(f"已写入 {made.path}", f"written to {made.path}"),
        Text(
            f"{made.to_fill_in} 处写着“待填写”，条件的界限和用例只是示例。按原文填写，金额写入 [funding]，然后：",
            f'{counted(made.to_fill_in, "text")} with "To fill in"; limits and cases are examples. Write what is published, the money into [funding], then:',
        ),
    ]
    for text in lines:
        write_line(text.in_language(language))
    for words in (("measures", "test", name), ("measures", "lint")):
        write_line(f"  {suggested_command((*words, '--policies', str(folder)))}")
