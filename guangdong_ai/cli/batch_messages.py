"""The messages of ``batch`` on standard error: warnings about the inputs, the number of records, and the files."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from guangdong_ai.batch.checkpoints.claim import rejects_path
from guangdong_ai.batch.outcome import Counts, GuessCount, RunOutcome
from guangdong_ai.batch.read.guess import GUESSES
from guangdong_ai.batch.read.repeated import Repeated
from guangdong_ai.cli.error_output import finding_text
from guangdong_ai.cli.output import say
from guangdong_ai.cli.suggested_command import suggested_command
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Language, Text, counted
from guangdong_ai.profiles.quotation import one_line, quoted
from guangdong_ai.reports.wording.repeated_wording import repeated_in_words

if TYPE_CHECKING:
    from guangdong_ai.batch.job import PreparedJob
    from guangdong_ai.cli.batch_run import Asked

_MOST_WARNINGS = 20
_MOST_GUESSES = 20


def tell(text: Text, language: Language) -> None:
    """Show one line."""
    say(text.in_language(language))


def tell_warnings(warnings: Sequence[Finding], language: Language) -> None:
    """Show the first warnings, and how many more there are."""
    for finding in warnings[:_MOST_WARNINGS]:
        say(finding_text(finding, language))
    more = len(warnings) - _MOST_WARNINGS
    if more > 0:
        tell(Text(f"还有 {more} 条提醒", f"{more} more warnings"), language)


def tell_details(ready: "PreparedJob", language: Language) -> None:
    """Show how the run is done: the catalogue, the day, the engine, the shape of the result and the number of inputs."""
    manifest = ready.catalogue.manifest
    words = Text(
        "政策目录 {version} 版（{digest}），自评日期 {day}，{measures} 项措施；引擎 {engine}；{inputs_zh} 个输入；结果 {shape}，{format}",
        "catalogue {version} ({digest}), assessed for {day}, {measures} measures; engine {engine}; {inputs_en}; result {shape}, {format}",
    )
    inputs = len(ready.survey.inputs)
    tell(
        words.format(
            version=manifest.version,
            digest=ready.catalogue.digest[:19],
            day=ready.as_of,
            measures=len(ready.catalogue.measures),
            engine=ready.engine,
            inputs_zh=inputs,
            inputs_en=counted(inputs, "input"),
            shape=ready.shape,
            format=ready.format,
        ),
        language,
    )


def tell_outcome(run: RunOutcome, output: Path, *, asked: "Asked", had_rejects: bool, language: Language) -> None:
    """Show the number of records by result, and the files; where it is to be quiet, only what is wrong in the inputs.

    ``had_rejects``: an earlier run left a file of rejected rows.
    """
    if not asked.quiet or run.faults:
        tell(counts_in_words(run.counts), language)
    if not asked.quiet:
        tell_guesses(run.counts.guesses, language)
    tell_repeated(run.counts.repeated, language)
    if not asked.quiet:
        tell(Text(f"已写入 {output}", f"written to {output}"), language)
    rejects = rejects_path(output)
    if run.faults:
        what = Text("剔除的行", "rows rejected") if run.counts.rejected else Text("按未知处理的单元格", "cells made unknown")
        tell(
            Text("{}及原因见 {}；改正后重新运行", "{}; reasons in {}; correct them and run this again").format(what, rejects),
            language,
        )
        if any(fault.column for fault in run.faults):
            command = suggested_command(_map_command(asked))
            words = Text(
                "提示：无法识别的值可以用一份列映射说明，先写出初稿：{}",
                "hint: a columns map can say what cells mean that cannot be read; a first one is written by: {}",
            )
            tell(words.format(command), language)
    elif had_rejects:
        tell(Text(f"没有问题，已删除上次的 {rejects}", f"no rows rejected: {rejects} of an earlier run was removed"), language)


def tell_repeated(repeated: Sequence[Repeated], language: Language) -> None:
    """Show who stands in an input several times; each was assessed as often."""
    for one in repeated[:_MOST_WARNINGS]:
        say(finding_text(Finding(message=repeated_in_words(one), place=Place(file=Path(one.file)), severity="warning"), language))
    if (more := len(repeated) - _MOST_WARNINGS) > 0:
        tell(Text(f"还有 {more} 列有重复", f"{more} more columns repeat"), language)


def tell_guesses(guesses: Sequence[GuessCount], language: Language) -> None:
    """Show what was guessed, by column, and how to have nothing guessed."""
    if not guesses:
        return
    tell(Text("没有写明、按猜测读取的单元格（加 --strict 则不猜测）：", "cells that were guessed (with --strict nothing is):"), language)
    for guess in guesses[:_MOST_GUESSES]:
        cells, example = counted(guess.cells, "cell"), quoted(guess.example)
        tell(
            Text("  {0} {1} 格（如{2}）：{3}", "  {0}: {4}, like {2}: {3}").format(
                one_line(guess.column), guess.cells, example, GUESSES[guess.kind], cells
            ),
            language,
        )
    if (more := len(guesses) - _MOST_GUESSES) > 0:
        tell(Text(f"  还有 {more} 类", f"  {more} more kinds"), language)


def _map_command(asked: "Asked") -> Sequence[str]:
    """The command that drafts a columns map for the inputs of this run, beside the one that it had."""
    had = () if asked.columns is None else ("--columns", str(asked.columns))
    name = next(name for number in count(1) if not Path(name := f"map{number if number > 1 else ''}.toml").exists())
    return ("batch", "--make-map", *asked.inputs, *had, "-o", name)


def counts_in_words(counts: Counts) -> Text:
    """``read 300 = assessed 298 + rejected 2``."""
    unknown = Text("", "")
    if counts.made_unknown:
        cells = "cell" if counts.made_unknown == 1 else "cells"
        unknown = Text(f"；{counts.made_unknown} 个单元格按未知处理", f"; {counts.made_unknown} {cells} made unknown")
    return Text("读取 {} = 自评 {} + 剔除 {}{}", "read {} = assessed {} + rejected {}{}").format(
        counts.read, counts.assessed, counts.rejected, unknown
    )


def tell_interrupted(places: Sequence[Path], kept: tuple[int, int] | None, language: Language) -> None:
    """Show that what was to be written to these places is unchanged; ``kept``: how many inputs are done, of how many, so that the run can be resumed."""
    say("")
    for place in places:
        state = Text("内容仍是上次的", "is as it was") if place.exists() else Text("没有写入", "was not written")
        tell(Text("{} {}", "{} {}").format(place, state), language)
    if kept is not None:
        done, inputs = kept
        tell(
            Text(
                f"{inputs} 个输入已完成 {done} 个；用同一命令加 --resume 接着运行",
                f"{done} of {counted(inputs, 'input')} done; run the same command with --resume to go on from there",
            ),
            language,
        )
