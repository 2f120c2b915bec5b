"""What goes to standard error when something is wrong: findings, interruptions, bugs. One layout: where, what is wrong, then ``hint:`` what to do."""

from collections.abc import Sequence
from pathlib import Path

from guangdong_ai.cli.output import say
from guangdong_ai.cli.stopping import INTERRUPTED
from guangdong_ai.foundation.control_characters import shown_safely
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.text import Language, Text, counted

_SEVERITY = {"error": Text("错误", "error"), "warning": Text("提醒", "warning")}
_HINT = Text("提示", "hint")


def show_findings(findings: Sequence[Finding], language: Language) -> None:
    """Show every finding, and their number if there are several."""
    for finding in findings:
        say(finding_text(finding, language))
    if len(findings) > 1:
        count = len(findings)
        say(Text(f"共 {count} 处问题", counted(count, "finding")).in_language(language))


def finding_text(finding: Finding, language: Language) -> str:
    """``error: FILE:LINE:COLUMN: KEY: what is wrong`` and, indented below it, ``hint: what to do``.

    Characters that a terminal acts on are escaped, whether from a file, a name or an option.
    """
    colon = Text("：", ": ").in_language(language)
    place = str(finding.place)
    severity = _SEVERITY[finding.severity].in_language(language)
    lines = [f"{severity}{colon}{place + ': ' if place else ''}{finding.message.in_language(language)}"]
    if finding.hint is not None:
        lines.append(f"  {_HINT.in_language(language)}{colon}{finding.hint.in_language(language)}{_command(finding, colon)}")
    return "\n".join(shown_safely(line, "") for line in lines)


def _command(finding: Finding, colon: str) -> str:
    if not finding.command:
        return ""
    from guangdong_ai.cli.suggested_command import suggested_command

    return f"{colon}{suggested_command(finding.command)}"


def show_error(message: Text, hint: Text | None, language: Language, command: tuple[str, ...] = ()) -> None:
    """Show an error without a place in a file; ``command``: the command at the end of the hint, as in Finding."""
    say(finding_text(Finding(message=message, hint=hint, command=command), language))


def show_interrupted(language: Language) -> None:
    """Show that the user interrupted the program."""
    say("\n" + INTERRUPTED[language])


def tell_local_policies(folders: Sequence[Path], language: Language) -> None:
    """Show that the catalogue includes folders laid over the bundled one: the result is not that of the bundled one alone. Nothing without any."""
    if not folders:
        return
    named = ", ".join(map(path_text, folders))
    say(Text(f"使用了本地政策：{named}", f"local policies in use: {named}").in_language(language))


def show_no_working_directory(language: Language) -> None:
    """Show that the working directory does not exist any more."""
    show_error(
        Text("当前文件夹已不存在，相对路径无法使用", "the working directory no longer exists, so relative paths cannot be used"),
        Text("先进入一个存在的文件夹", "change to a folder that exists"),
        language,
    )


def show_bug(language: Language) -> None:
    """Show the traceback of an unexpected exception, for a report, and that it is no mistake of the user."""
    import traceback

    say(traceback.format_exc().rstrip("\n"))
    show_error(
        Text("程序出错，这不是您的操作造成的", "the program failed; this is a bug, not a mistake of yours"),
        Text("请把以上内容连同所用命令报告给维护者", "report the lines above and the command to the maintainers"),
        language,
    )
