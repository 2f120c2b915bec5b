"""Options that several commands share, each declared once."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import typer

from guangdong_ai.cli.completion.values import among, day, files, folders, settings
from guangdong_ai.cli.language import words_in
from guangdong_ai.cli.output import write_page
from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.reports.render.formats import FORMATS, Form, formats_of
from guangdong_ai.reports.wording.terms import SCOPE


class Options:
    """The shared options in the language of the run, as defaults of command functions."""

    def __init__(self, language: Language) -> None:
        words = self.words = words_in(language)
        self.language: Language = language
        self.lang: Any = typer.Option(
            None,
            "--lang",
            metavar="zh|en",
            help=words("输出语言，默认取自系统区域设置", "Output language; default: the locale"),
            callback=one_of("--lang", LANGUAGES),
            autocompletion=among({"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}, language),
        )
        self.policies: Any = typer.Option(
            None,
            "--policies",
            metavar="DIR",
            autocompletion=folders,
            help=words(
                "另加的政策文件夹，可重复。依次叠加：内置目录、已安装的政策包、用户配置文件夹的 guangdong-ai/policies、这些文件夹；后者取代前者的同编号内容",
                "A folder of policies; repeatable. They are laid over each other in this order: bundled catalogue, installed packages, guangdong-ai/policies in "
                "the user's folder of settings, these folders; a later one replaces what has the same id",
            ),
        )
        self.as_of: Any = typer.Option(
            None,
            "--as-of",
            metavar="DATE",
            help=words("按哪一天自评，默认今天", "The day to assess for; default: today"),
            parser=_day,
            autocompletion=day,
        )
        self.output: Any = typer.Option(
            None,
            "--output",
            "-o",
            metavar="FILE",
            help=words("写入文件（写完后才替换原文件）", "Write to a file, which is replaced atomically"),
            autocompletion=files,
        )
        self.bilingual: Any = typer.Option(
            False,
            "--bilingual",
            help=words("html 和 docx：中英文都有", "html and docx: in both languages"),
        )
        self.plain_csv: Any = typer.Option(
            False,
            "--plain-csv",
            help=words(
                "csv 文件供程序读取：表头用编号，不加 BOM（默认供人用电子表格打开）",
                "A csv file for programs: ids as headers, no byte-order mark (default: for a person's spreadsheet)",
            ),
        )
        self.scope: Any = typer.Option(
            None,
            "--scope",
            metavar="SCOPE",
            help=words(
                f"只看这些层级的措施：{'、'.join(SCOPE)}；可重复或用逗号分开，默认全部",
                f"Only measures of these scopes: {', '.join(SCOPE)}; repeatable or separated by commas; default: all",
            ),
            callback=_scopes,
            autocompletion=among(SCOPE, language),
        )
        self.closing_within: Any = typer.Option(
            None,
            "--closing-within",
            metavar="DAYS",
            help=words(
                "只看从自评日起这么多天内截止的措施：正在受理或即将受理、最后一天在此期间的；常年受理的，看文件的最后一天。合计也只计这些措施",
                "Only measures that close within so many days of the day of the assessment: open now or to open, with the last day in that time; of those open "
                "at any time the last day of their document counts. Totals are of these alone",
            ),
            parser=_number_of_days,
            autocompletion=among(
                {"30": Text("一个月", "a month"), "60": Text("两个月", "two months"), "90": Text("三个月", "three months")}, language
            ),
        )
        self.set_: Any = typer.Option(
            None,
            "--set",
            metavar="FACT=VALUE",
            help=words("按编号给出一个信息项，可重复", "Give a fact by its id; repeatable"),
            autocompletion=settings(language),
        )

    def formats(self, *forms: Form, words: Text = Text("输出格式", "Output format")) -> Any:  # a text is a constant
        """``--format`` for a report that has these forms; the first format is the default."""
        accepted = formats_of(*forms)
        return typer.Option(
            accepted[0],
            "--format",
            metavar="|".join(accepted),
            show_default=False,
            help=words.in_language(self.language),
            callback=one_of("--format", accepted),
            autocompletion=among({name: FORMATS[name].meaning for name in accepted}, self.language),
        )


def takes_language(group: typer.Typer, language: Language) -> None:
    """Let a group of commands take ``--lang`` before the name of the command too; without a command it shows its help."""

    @group.callback(invoke_without_command=True)
    def _(context: typer.Context, lang: str = Options(language).lang) -> None:
        del lang  # read before the command line is parsed
        if context.invoked_subcommand is None:
            write_page(f"{context.get_help()}\n", None, language)
            raise typer.Exit(2)  # a script has forgotten the command


def one_of(option: str, accepted: Sequence[str]) -> Callable[[str | None], str | None]:
    """A check that an option's value is one of the accepted ones."""

    def check(value: str | None) -> str | None:
        if value is not None and value not in accepted:
            listed = ", ".join(accepted)
            raise WrongUsage(
                Text(f"{option} 不接受：{value}", f"{option} does not accept: {value}"), Text(f"可用：{listed}", f"accepted: {listed}")
            )
        return value

    return check


def _scopes(given: Sequence[str] | None) -> list[str]:
    """Each scope that was named, once; [] without any."""
    words = [word for text in given or () for word in text.replace("，", ",").replace("、", ",").split(",")]
    check = one_of("--scope", tuple(SCOPE))
    for word in words:
        check(word)
    return list(dict.fromkeys(words))


def _number_of_days(text: str) -> int:
    """Whole days from 0 on. Written as elsewhere: full-width figures are read too."""
    figures = unicodedata.normalize("NFKC", text).strip()
    if not (figures.isascii() and figures.isdigit() and int(figures[:6]) <= _MOST_DAYS and len(figures) <= len(str(_MOST_DAYS))):
        raise WrongUsage(
            Text(f"--closing-within 不是天数：{text}", f"--closing-within is not a number of days: {text}"),
            Text(f"从 0 到 {_MOST_DAYS} 的整数，如 60", f"a whole number from 0 to {_MOST_DAYS}, like 60"),
        )
    return int(figures)


_MOST_DAYS = 9999


def _day(text: str) -> date:
    """A day in the format of dates of facts. A day that does not exist is refused, and so is one outside the years of facts."""
    from guangdong_ai.profiles.parse_text import day_typed

    day = day_typed(text)
    if day is None:
        raise WrongUsage(
            Text(f"--as-of 不是日期：{text}", f"--as-of is not a day: {text}"),
            Text("写法：2026-11-23 或 2026年11月23日", "written like 2026-11-23 or 2026/11/23"),
        )
    return day
