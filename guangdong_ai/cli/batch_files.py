"""The files that a ``batch`` command names: what it reads and what it writes, checked against each other."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from guangdong_ai.batch.checkpoints.claim import record_path, rejects_path
from guangdong_ai.batch.read.input_files import InputFile, input_files
from guangdong_ai.batch.write.result_formats import OUTPUT_FORMATS, OutputFormat, Shape, output_format
from guangdong_ai.cli.overwriting import refuse_to_overwrite
from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import one_line

if TYPE_CHECKING:
    from guangdong_ai.catalogue.catalogue import Catalogue
    from guangdong_ai.catalogue.fact import FactSection
    from guangdong_ai.cli.batch_run import Asked
    from guangdong_ai.foundation.text import Language


def chosen_measures(catalogue: "Catalogue", scopes: Sequence[str], measures: Sequence[str]) -> "Catalogue":
    """The catalogue with the measures of these scopes and with these names only; all of them where none are named. Raises Refused for a wrong name."""
    from guangdong_ai.api.catalogue_access import narrowed
    from guangdong_ai.api.measure_names import measures_named

    of_scopes = narrowed(catalogue, scopes) if scopes else catalogue
    return of_scopes.with_measures(measures_named(measures, catalogue, of_scopes, titles=False)) if measures else of_scopes


def asked_measures(catalogue: "Catalogue", asked: "Asked") -> "Catalogue":
    """The catalogue with what the options choose: scopes, measures, and what closes soon. Raises Refused for a wrong name."""
    from guangdong_ai.api.catalogue_access import due

    return due(chosen_measures(catalogue, asked.scopes, asked.measures), asked.as_of, asked.closing_within)


def something_is_due(catalogue: "Catalogue", asked: "Asked", language: "Language") -> bool:
    """Whether there is a measure to assess; where only what closes soon was asked for, what that comes to is told."""
    from guangdong_ai.cli.batch_messages import tell
    from guangdong_ai.reports.wording.caveats import only_closing

    if asked.closing_within is None:
        return True
    found = asked_measures(catalogue, asked)
    for words in only_closing(found):
        tell(words, language)
    return bool(found.measures)


def format_of(output: Path) -> OutputFormat:
    """The format of the suffix of ``--output``. Raises WrongUsage for an unknown one."""
    format_ = output_format(output)
    if format_ is None:
        accepted = ", ".join(f".{name}" for name in OUTPUT_FORMATS)
        raise WrongUsage(
            Text(
                f"--output 的后缀不说明格式：{one_line(output.name)}",
                f"the suffix of --output does not name a format: {one_line(output.name)}",
            ),
            Text(f"可用后缀：{accepted}", f"accepted suffixes: {accepted}"),
        )
    return format_


def written_at(output: Path) -> Path:
    """The file that is written: the destination if ``output`` is a symbolic link. All files of the result are beside it."""
    return Path(os.path.realpath(output)) if output.is_symlink() else output


USUAL_SHAPES: Mapping[OutputFormat, Shape] = {"jsonl": "assessment", "xlsx": "portfolio"}
"""The shape of a format where none is asked for; of the others it is wide."""


def shape_of(asked: Shape | None, format_: OutputFormat) -> Shape:
    """The requested shape, or the usual one of the format. Raises WrongUsage for one that the format cannot hold."""
    if asked == "assessment" and format_ != "jsonl":
        raise WrongUsage(
            Text("--shape assessment 只能写入 .jsonl 文件", "--shape assessment goes to a .jsonl file only"),
            Text(
                "请改 --output 的后缀，或用 --shape wide、--shape long",
                "change the suffix of --output, or use --shape wide or --shape long",
            ),
        )
    if asked == "portfolio" and format_ != "xlsx":
        raise WrongUsage(
            Text("--shape portfolio 只能写入 .xlsx 文件", "--shape portfolio goes to an .xlsx file only"),
            Text(
                "请改 --output 的后缀，或用 --shape wide、--shape long",
                "change the suffix of --output, or use --shape wide or --shape long",
            ),
        )
    return asked or USUAL_SHAPES.get(format_, "wide")


def inputs_besides(output: Path, named: Sequence[str]) -> tuple[InputFile, ...]:
    """The inputs. Raises Refused for an unreadable one, WrongUsage when a named input is a file that the run writes."""
    written = (output, rejects_path(output), record_path(output))
    files = input_files(named, without=written)
    for path in written:
        refuse_to_overwrite(path, [file.path for file in files])
    return files


def write_template(path: Path, sections: "Sequence[FactSection]", language: "Language") -> None:
    """Write the workbook to fill in. Raises WrongUsage for another suffix or an existing file, which may have been filled in."""
    from guangdong_ai.batch.read.template import template_workbook
    from guangdong_ai.cli.output import write_exactly

    if path.suffix.lower() != ".xlsx":
        raise WrongUsage(
            Text(f"--template 应为 .xlsx 文件：{one_line(path.name)}", f"--template must be an .xlsx file: {one_line(path.name)}"),
            Text("例如 --template firms.xlsx", "for example --template firms.xlsx"),
        )
    if path.exists():
        raise WrongUsage(
            Text(f"文件已存在，可能已经填写：{path}", f"the file exists already and may be filled in: {path}"),
            Text("请另起文件名，或先删除它", "choose another name, or delete it first"),
        )
    write_exactly(template_workbook(sections, language), path, language)


def write_described(shape: str, catalogue: "Catalogue", format_: str, output: Path | None, language: "Language") -> None:
    """Write what the columns of a result in that shape are."""
    from guangdong_ai.batch.write.described import described_columns
    from guangdong_ai.cli.output import write_report
    from guangdong_ai.reports.content.columns import columns_report

    titles = [(measure.id, measure.title) for measure in catalogue.measures.values()]
    write_report(columns_report(shape, described_columns(shape, titles)), format_, output, language)
