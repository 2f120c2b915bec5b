"""``ask``: from the command line to the questionnaire, and from its answers to the assessment."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from guangdong_ai.api.clock import today
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.cli.ask.asker import Asker
from guangdong_ai.cli.ask.session import AskedFor, Session, begin, beyond
from guangdong_ai.cli.completion.values import files, measures, profiles, sections
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.options import Options
from guangdong_ai.cli.table_options import TableOptions
from guangdong_ai.cli.usage import WrongUsage, command_class
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.stopped_at_once import stop_in_order
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.profiles.asked_up_to import Stage
from guangdong_ai.profiles.profile import Profile

if TYPE_CHECKING:
    from guangdong_ai.cli.ask.from_table import RowAnswers, WantedRow


def ask_command(language: Language) -> typer.Typer:
    """``ask`` for Typer, in this language: the questionnaire for one profile, followed by its assessment."""
    words, options, tables = words_in(language), Options(language), TableOptions(language)
    app = typer.Typer(add_completion=False)

    @app.command(
        "ask",
        cls=command_class(language),
        options_metavar=words("[选项]", "[OPTIONS]"),
        help=words(
            "问卷：只问还会影响结果的问题，说明为什么问，每答一题都会保存，最后给出自评结果。\n\n"
            "随时可以退出，下次用同一份档案接着答。答不上来的可以跳过或答“不知道”。",
            "The questionnaire: asks only what can still change the result, says why, saves after each answer, and ends with the "
            "assessment.\n\nLeave whenever you like and go on with the same file later. Skip what you cannot answer, or say "
            "that you don't know.",
        ),
    )
    def ask(
        profile: str = typer.Argument(
            None,
            metavar=words("[档案]", "[PROFILE]"),
            autocompletion=profiles,
            help=words(
                "TOML 档案文件，没有就新建；不写则从以前的档案中选",
                "A TOML profile, made if there is none; without it, choose an earlier one",
            ),
        ),
        section: str = typer.Option(
            None,
            "--section",
            metavar="SECTION",
            help=words("只问这一部分，如 titles", "Ask only what is in this section, like titles"),
            autocompletion=sections(language),
        ),
        only: str = typer.Option(
            None,
            "--only",
            metavar="MEASURE",
            help=words("只问这一项措施需要的", "Ask only what this measure needs"),
            autocompletion=measures(language),
        ),
        again: bool = typer.Option(False, "--again", help=words("以前答“不知道”的再问一次", "Ask again what was answered with don't know")),
        closed_too: bool = typer.Option(
            False,
            "--closed-too",
            help=words("也问只关系到现在不能申报的措施的问题", "Also ask now what only measures that are closed need"),
        ),
        titles: bool = typer.Option(
            False,
            "--titles",
            help=words(
                "也问可争取的称号需要的（专精特新、高新技术企业等）",
                "Also ask what titles need that can be won (high-tech enterprise and others)",
            ),
        ),
        from_: Path = typer.Option(
            None,
            "--from",
            metavar="TABLE",
            autocompletion=files,
            help=words(
                "从表格的一行开始一份新档案，用 --row 或 --id 说明是哪一行",
                "Begin a new profile with a row of a table; --row or --id says which",
            ),
        ),
        row: int = typer.Option(
            None,
            "--row",
            metavar="N",
            min=1,
            help=words("表格中的行号（与表格软件显示的相同）", "The row, as the spreadsheet program counts"),
            autocompletion=files,
        ),
        id_: str = typer.Option(None, "--id", metavar="ID", help=words("该行的编号", "The id of the row"), autocompletion=files),
        columns: Path = tables.columns,
        plain: bool = typer.Option(
            False, "--plain", help=words("逐行显示、编号选择，适合读屏软件", "Line by line with numbered choices, for screen readers")
        ),
        no_input: bool = typer.Option(
            False, "--no-input", help=words("不提问：需要提问时以 2 退出", "Never prompt: exit with 2 where a prompt would be needed")
        ),
        scope: list[str] = options.scope,
        as_of: date = options.as_of,
        lang: str = options.lang,
        policies: list[Path] = options.policies,
    ) -> None:
        del lang
        named = bool(scope or section or titles)  # what is named is asked for, with no question whether to go on to it
        up_to: Stage = "closed" if closed_too else "others" if named else "policy"
        asked_for = AskedFor(section=section, only=only, again=again, up_to=up_to, titles=titles)
        wanted = _wanted_row(from_, row, id_, columns)
        _run(profile, asked_for, scope or [], as_of or today(), policies or [], language, wanted, plain=plain, no_input=no_input)

    return app


def _run(
    file: str | None,
    scope: AskedFor,
    scopes: Sequence[str],
    as_of: date,
    added: Sequence[Path],
    language: Language,
    wanted: "WantedRow | None",
    *,
    plain: bool,
    no_input: bool,
) -> None:
    from guangdong_ai.api.catalogue_access import catalogue_with, narrowed

    if file == "-":
        raise WrongUsage(
            Text("ask 把答案存进档案文件，不能用标准输入", "ask saves its answers in a file, so it cannot read standard input"),
            Text("请指定文件名，如", "name a file, like"),
            ("ask", "firm.toml"),
        )
    whole = catalogue_with(added)
    catalogue = narrowed(whole, scopes)
    stop_in_order()
    scope = _meant(scope, whole, catalogue)
    start = None if wanted is None else _start(wanted, file, whole)
    if no_input or not _can_prompt():
        _without_prompts(file, scope, as_of, catalogue, language, start, forbidden=no_input)
    else:
        _collect_garbage_in_small_steps()
        _with_prompts(file, scope, as_of, catalogue, _asker(language, plain=plain), language, start)


def _wanted_row(table: Path | None, row: int | None, id_: str | None, columns: Path | None) -> "WantedRow | None":
    """The row that the options name. Raises WrongUsage where they do not go together."""
    if table is None:
        if row is not None or id_ is not None or columns is not None:
            raise WrongUsage(
                Text("--row、--id 和 --columns 只与 --from 一起用", "--row, --id and --columns go with --from"),
                Text("请指定表格，如", "name the table, like"),
                ("ask", "--from", "firms.xlsx", "--row", "12"),
            )
        return None
    if (row is None) == (id_ is None):
        raise WrongUsage(
            Text("--from 需要 --row 或 --id，二者取一", "--from takes either --row or --id"),
            Text("例如", "like"),
            ("ask", "--from", "firms.xlsx", "--row", "12"),
        )
    from guangdong_ai.cli.ask.from_table import WantedRow

    return WantedRow(table=table, line=row, id=id_, columns=columns)


def _start(wanted: "WantedRow", file: str | None, catalogue: Catalogue) -> "RowAnswers":
    """What the row says. Raises Refused, also where the profile exists already: its answers would be lost."""
    from guangdong_ai.cli.ask.from_table import row_answers
    from guangdong_ai.cli.profile_file import stored_profile

    if file is not None and (path := stored_profile(file)).exists():
        message = Text("这份档案已经存在，不会被表格中的一行替换", "this profile exists already and is not replaced by a row of a table")
        raise Refused([Finding(message=message, hint=Text("请另起文件名", "choose another name"), place=Place(file=path))])
    return row_answers(wanted, catalogue)


def _meant(scope: AskedFor, whole: Catalogue, catalogue: Catalogue) -> AskedFor:
    """The scope with ids in place of names. Raises Refused for an unknown measure, WrongUsage for a section."""
    if scope.only is None and scope.section is None:
        return scope
    from guangdong_ai.api.measure_names import measures_named
    from guangdong_ai.cli.ask.section_named import section_named

    only = None if scope.only is None else measures_named([scope.only], whole, catalogue, titles=True)[0]
    section = None if scope.section is None else section_named(scope.section, catalogue)
    return replace(scope, only=only, section=section)


def _collect_garbage_in_small_steps() -> None:
    """Exclude what has been loaded from garbage collection: a full collection would delay a question by some 30 ms."""
    gc.freeze()
    gc.set_threshold(5_000)


def _can_prompt() -> bool:
    """Whether standard input and standard error are terminals; prompts go to standard error, so that a result can go into a file."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asker(language: Language, *, plain: bool) -> Asker:
    if plain or (os.name != "nt" and os.environ.get("TERM", "") in ("", "dumb", "unknown")):
        from guangdong_ai.cli.ask.plain_prompt import PlainPrompt

        return PlainPrompt(language)
    from guangdong_ai.cli.ask.terminal_prompt import TerminalPrompt

    return TerminalPrompt(language)


def _without_prompts(
    file: str | None, scope: AskedFor, as_of: date, catalogue: Catalogue, language: Language, start: "RowAnswers | None", *, forbidden: bool
) -> None:
    """Show the assessment where nothing is left to ask; else raise WrongUsage with the question, and how to answer it without a prompt."""
    from guangdong_ai.api.checked_answers import checked_together, places_in
    from guangdong_ai.cli.ask.earlier_answers import NOTHING, read_earlier_answers
    from guangdong_ai.cli.ask.question import open_question
    from guangdong_ai.cli.ask.without_prompts import profile_needed, prompt_needed
    from guangdong_ai.cli.profile_file import stored_profile
    from guangdong_ai.foundation.toml_file import read_toml

    if file is None:
        raise profile_needed(forbidden=forbidden)
    path = stored_profile(file)
    earlier = read_earlier_answers(path, catalogue.facts) if path.exists() else NOTHING if start is None else start.answers
    if path.exists() and not earlier.refused:
        checked_together(earlier.profile, catalogue, as_of, places_in(read_toml(path)))
    question = open_question(begin(catalogue, earlier.profile, as_of, scope, refused=earlier.refused))
    if question is not None:
        raise prompt_needed(question, file if path.exists() else None, forbidden=forbidden)
    _show_assessment(catalogue, earlier.profile, path, as_of, language)


def _with_prompts(
    file: str | None, scope: AskedFor, as_of: date, catalogue: Catalogue, asker: Asker, language: Language, start: "RowAnswers | None"
) -> None:
    """Hold the questionnaire, then show the assessment. Raises KeyboardInterrupt, and Refused with findings about the file."""
    from guangdong_ai.cli.ask.choose_profile import ChosenProfile, choose_profile, new_profile
    from guangdong_ai.cli.ask.draft import Draft
    from guangdong_ai.cli.ask.earlier_answers import NOTHING
    from guangdong_ai.cli.ask.interruption import Ended, leaving_in_order
    from guangdong_ai.cli.ask.profile_folder import make_folder, profile_folder
    from guangdong_ai.cli.ask.sitting import NAME, sit, tell_how_to_go_on
    from guangdong_ai.cli.profile_file import stored_profile

    try:
        with ExitStack() as held, leaving_in_order(held.close):
            chosen: ChosenProfile | None
            if file is not None:
                chosen = ChosenProfile(path=stored_profile(file))
            else:
                chosen = None if start is None else new_profile(start.answers.profile.name, profile_folder())
                chosen = chosen or choose_profile(profile_folder(), catalogue.facts.get(NAME), asker, language)
            if chosen is None:
                return
            if file is None:
                make_folder(chosen.path.parent)
            draft = held.enter_context(Draft(chosen.path, catalogue.facts, NOTHING if start is None else start.answers))
            profile = sit(draft, chosen.name, scope, as_of, catalogue, asker, language, told=() if start is None else start.told)
    except Ended as ended:
        raise typer.Exit(ended.exit_code) from None
    if profile is not None:
        _show_assessment(catalogue, profile, chosen.path, as_of, language)
        if chosen.path.exists() and _is_unfinished(begin(catalogue, profile, as_of, replace(scope, again=False))):
            tell_how_to_go_on(chosen.path, Text("还有题没有回答", "Questions are left"), asker, language)


def _is_unfinished(session: Session) -> bool:
    """Whether there is more to ask than what only closed measures need."""
    from guangdong_ai.cli.ask.question import open_question

    return open_question(session) is not None or any(rest.stage == "others" for rest in beyond(session))


def _show_assessment(catalogue: Catalogue, profile: Profile, path: Path, as_of: date, language: Language) -> None:
    """Show the result on standard output. ``path``: the file of the profile, unless there was nothing to save."""
    from guangdong_ai.api.assessment import Assessment
    from guangdong_ai.assessment.assess import assess
    from guangdong_ai.cli.output import write_report

    report = Assessment(result=assess(catalogue, profile, as_of)).report(profile_file=str(path) if path.exists() else None)
    write_report(report, "table", None, language)
