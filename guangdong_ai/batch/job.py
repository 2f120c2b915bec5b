"""What is to be done with many applicants, and made ready for it: the inputs looked at, the result's columns known, the engine chosen.

The command line and the Python API both come this way; what they do with the result is theirs.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.batch.read.columns_map import ColumnsMap, read_columns_map
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.read_options import Keep, ReadOptions
from guangdong_ai.batch.read.survey import Survey, survey_inputs
from guangdong_ai.batch.read.table import Applicant, Reject
from guangdong_ai.batch.run.engines import Engine, choose_engine
from guangdong_ai.batch.write.result_formats import OutputFormat, Shape
from guangdong_ai.batch.write.shapes import AssessmentLine, Portfolio, ShapedResult, shaped_portfolio, shaped_result
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.facts_used import facts_used
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Language

Progress = Callable[[int], None]
"""Is told how many more records are done."""


class Besides(Protocol):
    """What else is made of applicants that are assessed row by row, beside the result: a report for each, say."""

    def assessed(self, applicant: Applicant, kept: Sequence[str], results: Sequence[MeasureResult], totals: Totals) -> None:
        """Take an applicant, with its cells in the kept columns."""

    def rejected(self, reject: Reject) -> None:
        """Take a finding about the inputs."""


@record
class PreparedJob:
    """What is to be done: ``reading`` is that of the survey, ``language`` that of what is told to be wrong.

    Without ``with_summary`` an engine leaves out what only a summary needs; the summary then says how many applicants there are.
    """

    catalogue: Catalogue
    as_of: date
    survey: Survey
    reading: ReadOptions
    shaped: ShapedResult
    output: Path
    shape: Shape
    format: OutputFormat
    engine: Engine
    language: Language
    with_summary: bool = True
    address: str = ""
    """Of the cluster, for engines that run on one."""
    plain_csv: bool = False
    """What is wrong is told for programs."""

    record: str = ""
    """What the result comes from, as JSON; see ``Job``."""

    besides: Besides | None = None
    """Told of every row that is read in this run; of the rows in checkpoints of an earlier one it is not."""


@record
class Job:
    """The inputs, how they are read, and the result. ``columns``: the file of a columns map; ``keep``, ``sheet`` and ``strict``: see ``ReadOptions``.

    ``engine``: None for the one that suits; ``address``: of the cluster, for engines that run on one. ``language``: of what is told to be wrong.

    ``record``: what the result comes from, as a line of JSON, to stand in Parquet or beside CSV; empty: nothing is said of it.
    """

    files: tuple[InputFile, ...]
    catalogue: Catalogue
    as_of: date
    shape: Shape
    format: OutputFormat
    output: Path
    language: Language
    id_column: str | None = None
    keep: Sequence[str] | Keep = ()
    columns: Path | None = None
    sheet: str | None = None
    strict: bool = False
    lenient: bool = False
    city_from_code: bool = False
    go_on: bool = False
    engine: Engine | None = None
    address: str = ""
    with_summary: bool = True
    record: str = ""
    plain_csv: bool = False


MakePortfolio = Callable[[Job, Survey], Portfolio]
"""What tells the workbook for people, of a job whose inputs were looked at. Raises Refused where there is more than the workbook holds."""


def prepared(job: Job, assessment_line: AssessmentLine, portfolio: MakePortfolio | None = None) -> PreparedJob:
    """The job, ready to be done; ``portfolio`` is needed for the shape of that name. Raises Refused with what is wrong in all inputs, or where the engine that was asked for cannot do it."""
    reading = _reading(job)
    survey = survey_inputs(job.files, job.catalogue.facts, reading, go_on=job.go_on)
    if job.shape == "portfolio" and portfolio is not None:
        shaped = shaped_portfolio(portfolio(job, survey), job.catalogue, job.as_of)
    else:
        shaped = shaped_result(job.shape, job.format, job.catalogue, job.as_of, survey.kept, assessment_line, job.record)
    engine = choose_engine(job.engine, job.files, job.shape, job.format, job.output)
    return PreparedJob(
        catalogue=job.catalogue,
        as_of=job.as_of,
        survey=survey,
        reading=reading,
        shaped=shaped,
        output=job.output,
        shape=job.shape,
        format=job.format,
        engine=engine,
        language=job.language,
        with_summary=job.with_summary,
        address=job.address,
        record=job.record,
        plain_csv=job.plain_csv,
    )


def reading_by_map(columns: Path | None, catalogue: Catalogue, as_of: date | None = None) -> ReadOptions:
    """How tables are read by the columns map in that file, if there is one; contradictions that depend on the day need one. Raises Refused with what is wrong in it."""
    said = ColumnsMap() if columns is None else read_columns_map(columns, catalogue.facts)
    return ReadOptions(
        names=said.names,
        ignored=said.ignored,
        lenient_for=said.lenient,
        units=said.units,
        values=said.values,
        constants=said.constants,
        used=facts_used(catalogue),
        answer_rules=catalogue.answer_rules(as_of),
    )


def _reading(job: Job) -> ReadOptions:
    return replace(
        reading_by_map(job.columns, job.catalogue, job.as_of),
        id_column=job.id_column,
        keep=job.keep,
        lenient=job.lenient,
        sheet=job.sheet,
        strict=job.strict,
        city_from_code=job.city_from_code,
    )
