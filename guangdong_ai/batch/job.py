"""What is to be done with many applicants, and made ready for it: the inputs looked at, the result's columns known, the engine chosen.

The command line and the Python API both come this way; what they do with the result is theirs.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from guangdong_ai.batch.prepared_job import Work
from guangdong_ai.batch.read.columns_map import ColumnsMap, read_columns_map
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Keep
from guangdong_ai.batch.read.survey import survey_inputs
from guangdong_ai.batch.read.table import Reading
from guangdong_ai.batch.run.backend import Way
from guangdong_ai.batch.run.choose_engine import Engine, choose_engine
from guangdong_ai.batch.write.formats import OutputFormat, Shape
from guangdong_ai.batch.write.shapes import AssessmentLine, shaped_result
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.facts_used import facts_used
from guangdong_ai.record import record
from guangdong_ai.text import Language


@record
class Job:
    """The inputs, how they are read, and the result. ``columns``: the file of a columns map; ``keep`` and ``sheet``: see ``Reading``.

    ``engine``: None for the one that suits; ``scheduler`` and ``master`` are for those that need one. ``language``: of what is told to be wrong.
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
    lenient: bool = False
    go_on: bool = False
    engine: Engine | None = None
    scheduler: str | None = None
    master: str | None = None
    with_summary: bool = True


@record
class Prepared:
    """The work of a job, and the engine that will do it."""

    job: Job
    work: Work
    engine: Engine

    def way(self) -> Way:
        """How it is done. Raises Refused where an engine cannot run the rules, or is not reached."""
        job, work = self.job, self.work
        if self.engine == "polars":
            from guangdong_ai.batch.run.interruptible import interruptibly
            from guangdong_ai.batch.run.polars_backend import PolarsWay

            return interruptibly(lambda _: PolarsWay(work, job.shape, job.format))
        if self.engine == "dask":
            from guangdong_ai.batch.run.dask_backend import DaskWay

            return DaskWay(work, job.shape, job.format, job.scheduler or "")
        if self.engine == "spark":
            from guangdong_ai.batch.run.spark_backend import SparkWay

            return SparkWay(work, job.shape, job.format, job.master or "")
        from guangdong_ai.batch.run.plain_backend import PlainWay

        return PlainWay()


def prepared(job: Job, assessment_line: AssessmentLine) -> Prepared:
    """The job, ready to be done. Raises Refused with what is wrong in all inputs, or where the engine that was asked for cannot do it."""
    reading = _reading(job)
    survey = survey_inputs(job.files, job.catalogue.facts, reading, go_on=job.go_on)
    shaped = shaped_result(job.shape, job.format, job.catalogue, job.as_of, survey.kept, assessment_line)
    engine = choose_engine(job.engine, job.files, job.shape, job.format, job.output)
    work = Work(
        catalogue=job.catalogue,
        as_of=job.as_of,
        survey=survey,
        reading=reading,
        shaped=shaped,
        output=job.output,
        language=job.language,
        with_summary=job.with_summary,
    )
    return Prepared(job=job, work=work, engine=engine)


def _reading(job: Job) -> Reading:
    columns = ColumnsMap() if job.columns is None else read_columns_map(job.columns, job.catalogue.facts)
    return Reading(
        names=columns.names,
        ignored=columns.ignored,
        id_column=job.id_column,
        keep=job.keep,
        lenient=job.lenient,
        used=facts_used(job.catalogue),
        sheet=job.sheet,
        together=job.catalogue.together,
    )
