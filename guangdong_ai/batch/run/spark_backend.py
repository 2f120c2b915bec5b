"""The job done by Spark, for sites that run one: the layers of the plan, which ibis compiles, as views over the Parquet files.

The result is a folder of Parquet files where Parquet was asked for; any other format is put together from them. The workers reach inputs
and result by the same paths. Rows whose cells are not written the usual way are read and assessed here, and stand in a part of their own.
"""

import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import ibis
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from guangdong_ai.batch.checkpoints.claim import Claim
from guangdong_ai.batch.compile.answers import columns_of, excluded, filled_in_once, rounds
from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.compile.results import long_columns, summary_of, sums_of, wide_columns
from guangdong_ai.batch.compile.sql import DIALECTS, sql_of
from guangdong_ai.batch.encode.spark_columns import encoded_column, may_be_no_applicant, read_cells, said_by_all
from guangdong_ai.batch.job import PreparedJob, Progress
from guangdong_ai.batch.outcome import Counts, RunOutcome, added_counts, added_guesses, guesses_of
from guangdong_ai.batch.read.frames.frame import rows_in_file
from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.record_to_row import RowMaker
from guangdong_ai.batch.read.repeated import MOST_LINES, Repeated, Sightings, naming_columns
from guangdong_ai.batch.read.survey import Surveyed
from guangdong_ai.batch.read.table import Applicant, ReadRow, open_table, rejects_of
from guangdong_ai.batch.run.polars_plan import write_together
from guangdong_ai.batch.summary import Summary, SummaryBuilder, added_summaries
from guangdong_ai.batch.write.result_files import ResultFiles, result_folder
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.text import Text

UNUSUAL = "unusual"
_SETTINGS = {
    "spark.sql.session.timeZone": "Asia/Shanghai",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.caseSensitive": "true",
    "spark.sql.optimizer.excludedRules": ",".join(
        f"org.apache.spark.sql.catalyst.optimizer.{rule}" for rule in ("PushDownPredicates", "PushPredicateThroughNonJoin")
    ),
}
"""One generated method for a whole stage would be too large to be compiled, and far slower than none. ``City`` and ``city`` are two columns.

A predicate moved below the rounds of what follows would hold each round's expression in place of each column of it: thousands of millions
of terms, which no driver ends. Nothing is won by it here, since every row is read.
"""

_OF_A_DRIVER = {"spark.log.level": "ERROR", "spark.ui.showConsoleProgress": "false"}
"""What only the process that runs the driver can set: with Connect that is the server."""


class SparkBackend:
    """All inputs in one go. See ``Backend``. Raises Refused where Spark does not start or is not reached."""

    def __init__(self, job: PreparedJob, master: str) -> None:
        _refuse_equal_names(job.survey.inputs)
        self._plan = QueryPlan(job.catalogue, job.as_of, with_summary=job.with_summary)
        with warnings.catch_warnings():
            # What it says of a newer pandas is nothing to the user: no table goes through pandas here.
            warnings.simplefilter("ignore", FutureWarning)
            self._session = _session(master)
            self._backend = ibis.pyspark.connect(self._session)

    def run(self, job: PreparedJob, progress: Progress, claim: Claim) -> RunOutcome:
        """See ``Backend``."""
        del claim  # nothing is kept: Spark does again what a worker loses
        counts: list[Counts] = []
        summaries: list[Summary] = []
        try:
            with result_folder(job.output.resolve(), job.language, job.format, write_together, job.record, plain=job.plain_csv) as result:
                for number, surveyed in enumerate(job.survey.inputs):
                    count, summary = self._assess(number, surveyed, job, result)
                    counts.append(count)
                    summaries.append(summary)
                    progress(count.read)
        finally:
            self._session.stop()
        return RunOutcome(counts=added_counts(counts), summary=added_summaries(summaries, job.catalogue), faults=result.faults)

    def _assess(self, number: int, surveyed: Surveyed, job: PreparedJob, result: ResultFiles) -> tuple[Counts, Summary]:
        layout = open_table(surveyed.file, job.catalogue.facts, job.reading).layout
        if layout is None:
            raise TypeError(surveyed.file.format)
        raw = self._raw(number, surveyed, layout)
        kept = [f"kept:{place}" for place in range(len(job.survey.kept))]
        names = ["id", *kept]
        view = self._view(f"normal_{number}", self._normal(raw, surveyed, layout))
        usual = view.filter(~view[UNUSUAL])
        table = usual
        for layer in self._plan.layers:
            table = self._view(f"{layer.name}_{number}", layer.over(table, names))
        parts = result.path / f"spark-{number}"
        self._session.sql(_sql(self._shaped(table, job))).write.parquet(str(parts))
        written = _moved(parts, result.path, number)
        sums = self._sums(table) if job.with_summary else {"applicants": sum(rows_in_file(part) for part in written)}
        summary = summary_of(self._plan, sums)
        rows = list(self._set_aside(raw, view, surveyed, layout, job))
        for row in rows:
            for reject in rejects_of(row):
                result.reject(reject)
        applicants = [row for row in rows if isinstance(row, Applicant)]
        also = _assessed_here(applicants, surveyed, job, result.path / f"part-{number:03}-here.parquet")
        read = int(self._session.sql(_sql(raw.aggregate(read=raw.count()))).collect()[0]["read"])
        counts = Counts(
            read=read,
            assessed=sums["applicants"] + len(applicants),
            rejected=len(rows) - len(applicants),
            made_unknown=sum(len(row.made_unknown) for row in applicants),
            guesses=added_guesses(guesses_of(guess for row in rows for guess in row.guesses)),
            repeated=tuple(self._repeated(usual, surveyed, layout, applicants)),
        )
        return counts, added_summaries([summary, also], job.catalogue)

    def _repeated(self, usual: ibis.Table, surveyed: Surveyed, layout: Layout, here: Sequence[Applicant]) -> Iterator[Repeated]:
        """Who comes several times. Ids are counted by Spark; each row that has a credit code is among ``here``, which were read here."""
        of_id, code = naming_columns(layout)
        sightings = Sightings(surveyed.file.path, layout)
        for applicant in here:
            sightings.add(applicant)
        if of_id is not None:
            named = [(applicant.line - 1, applicant.id) for applicant in here if applicant.line is not None and sightings.has_id(applicant)]
            yield from self._repeated_ids(usual, surveyed, of_id, named)
        yield from (one for one in sightings.repeated() if code is not None and one.column == code.header)

    def _repeated_ids(self, usual: ibis.Table, surveyed: Surveyed, header: str, here: Sequence[tuple[int, str]]) -> Iterator[Repeated]:
        """``here``: rows and ids of those that are not among the usual ones."""
        seen = usual.filter(usual["id"] != _place(surveyed, usual)).select("row", name="id")
        if here:
            self._session.createDataFrame(list(here), "`row` BIGINT, `name` STRING").createOrReplaceTempView("named_here")
            seen = seen.union(self._backend.table("named_here"))
        grouped = seen.group_by("name").aggregate(rows=seen.count(), first=seen["row"].min())
        several = grouped.filter(grouped["rows"] > 1)
        whole = several.aggregate(values=several.count(), rows=several["rows"].sum(), name=several["name"].argmin(several["first"]))
        sums = self._session.sql(_sql(whole)).collect()[0].asDict()
        if not sums["values"]:
            return
        first = seen.filter(seen["name"] == sums["name"]).select("row").order_by("row").limit(MOST_LINES)
        lines = tuple(int(row["row"]) + 1 for row in self._session.sql(_sql(first)).collect())
        yield Repeated(file=path_text(surveyed.file.path), column=header, values=int(sums["values"]), rows=int(sums["rows"]), lines=lines)

    def _raw(self, number: int, surveyed: Surveyed, layout: Layout) -> ibis.Table:
        """The file's columns by their places, and the number of each row in it."""
        frame = self._session.read.parquet(str(surveyed.file.path.resolve()))
        columns = [f"{_reference(header, frame.columns)} AS `cell:{index}`" for index, header in enumerate(layout.headers)]
        frame.selectExpr("_metadata.row_index AS `row`", *columns).createOrReplaceTempView(f"raw_{number}")
        return self._backend.table(f"raw_{number}")

    def _normal(self, raw: ibis.Table, surveyed: Surveyed, layout: Layout) -> ibis.Table:
        cells = {column.index: f"cell:{column.index}" for column in layout.columns}
        values, unusual = read_cells(layout.columns, cells, raw)
        unusual |= may_be_no_applicant(layout, raw, "cell:")
        facts = self._plan.catalogue.facts
        values = {**values, **said_by_all([(facts[name], value) for name, value in layout.constants.items()])}
        place = _place(surveyed, raw)
        given = None if layout.id is None else raw[f"cell:{layout.id}"].cast("string").strip()
        identity = place if given is None else (given.isnull() | (given == "")).ifelse(place, given)
        kept = {f"kept:{at}": self._kept(raw, layout, header) for at, header in enumerate(surveyed.kept)}
        columns = {one.name: encoded_column(one, values) for one in self._plan.columns}
        answer_rules = self._plan.catalogue.answer_rules(self._plan.as_of)
        answer_rules = answer_rules.among({*(column.fact.id for column in layout.columns), *layout.constants})
        looked_at = {f"known:{one.name}": encoded_column(one, values) for one in columns_of(answer_rules, facts)}
        table = raw.select("row", id=identity, **kept, **columns, **looked_at, **{UNUSUAL: unusual})
        for _ in range(rounds(answer_rules)):
            filled = filled_in_once(answer_rules, {name.removeprefix("known:"): table[name] for name in looked_at}, facts)
            table = table.mutate(**{f"known:{name}": value for name, value in filled.items()})
        known = {name.removeprefix("known:"): table[name] for name in looked_at}
        is_unusual = reduce(or_, (is_broken for _, is_broken in excluded(answer_rules, known, facts)), table[UNUSUAL])
        return table.select("row", "id", *kept, *columns, **{UNUSUAL: is_unusual})

    def _kept(self, raw: ibis.Table, layout: Layout, header: str | None) -> ibis.Value:
        if header is None:
            return ibis.literal("")
        index = next(index for index in layout.kept if layout.headers[index] == header)
        return raw[f"cell:{index}"].cast("string").fill_null("")

    def _view(self, name: str, expression: ibis.Table) -> ibis.Table:
        self._session.sql(_sql(expression)).createOrReplaceTempView(name)
        return self._backend.table(name)

    def _sums(self, table: ibis.Table) -> Mapping[str, int]:
        row = self._session.sql(_sql(table.aggregate(**sums_of(self._plan, table)))).collect()[0].asDict()
        return {name: int(value or 0) for name, value in row.items()}

    def _shaped(self, table: ibis.Table, job: PreparedJob) -> ibis.Table:
        kept = {name: table[f"kept:{place}"] for place, name in enumerate(job.survey.kept)}
        if job.shape != "long":
            return table.select(table["id"], **kept, **wide_columns(self._plan, table, with_amounts=job.shape == "wide"))
        return ibis.union(*(table.select(table["id"], **kept, **one) for one in long_columns(self._plan, table)), distinct=False)

    def _set_aside(self, raw: ibis.Table, view: ibis.Table, surveyed: Surveyed, layout: Layout, job: PreparedJob) -> Iterator[ReadRow]:
        rows = raw.semi_join(view.filter(view[UNUSUAL]), "row").order_by("row")
        maker = RowMaker(surveyed.file, layout, lenient=job.reading.lenient, answer_rules=job.reading.answer_rules)
        for row in self._session.sql(_sql(rows)).toLocalIterator():
            cells = row.asDict()
            yield maker.row(cells["row"] + 1, [cells[f"cell:{index}"] for index in range(len(layout.headers))])


def _place(surveyed: Surveyed, table: ibis.Table) -> ibis.Value:
    """What names the applicant in a row of the table where no column does: file and row."""
    return ibis.literal(f"{path_text(surveyed.file.path)}:") + (table["row"] + 1).cast("string")


def _session(master: str) -> Any:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("guangdong-ai batch")
    is_remote = master.startswith("sc://")
    builder = builder.remote(master) if is_remote else builder.master(master)
    for name, value in (_SETTINGS if is_remote else {**_SETTINGS, **_OF_A_DRIVER}).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
        session.sql("SELECT 1").collect()
    except (PySparkException, OSError, RuntimeError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        message = Text(f"Spark 没有启动，或连接不上 {master}：{reason}", f"Spark does not start, or {master} cannot be reached: {reason}")
        hint = Text("检查地址；Spark 需要 Java 17 或更新版本", "check the address; Spark needs Java 17 or newer")
        raise Refused([Finding(message=message, hint=hint)]) from None
    return session


def _reference(header: str, columns: Sequence[str]) -> str:
    """A column in Spark's SQL; a header that is no column of the file is a field inside one, after its name and a dot."""
    whole = next((name for name in columns if header == name or (header not in columns and header.startswith(f"{name}."))), header)
    parts = [whole, *header.removeprefix(whole).removeprefix(".").split(".")] if whole != header else [header]
    return ".".join(f"`{part.replace('`', '``')}`" for part in parts)


def _sql(expression: ibis.Table) -> str:
    return sql_of(expression, DIALECTS["spark"])


def _refuse_equal_names(inputs: Sequence[Surveyed]) -> None:
    """Raises Refused for files that have several columns of one name, which Spark does not open."""
    findings = [
        Finding(
            message=Text(f"Spark 读不了有重名列的文件：{name}", f"Spark cannot read a file with several columns of one name: {name}"),
            hint=Text("请改名，或用 --engine polars", "rename them, or use --engine polars"),
            place=Place(file=surveyed.file.path),
        )
        for surveyed in inputs
        for name in _equal_names(pq.read_schema(surveyed.file.path))
    ]
    if findings:
        raise Refused(findings)


def _equal_names(fields: Iterable[pa.Field], before: str = "") -> Iterator[str]:
    several = list(fields)
    for name, count in Counter(field.name for field in several).items():
        if count > 1:
            yield before + name
    for field in several:
        if pa.types.is_struct(field.type):
            yield from _equal_names(field.type, f"{before}{field.name}.")


def _moved(parts: Path, folder: Path, number: int) -> Sequence[Path]:
    """The files that Spark wrote, in a row, without its marks and sums beside them."""
    moved = []
    for place, part in enumerate(sorted(parts.glob("part-*.parquet"))):
        moved.append(part.rename(folder / f"part-{number:03}-{place:05}.parquet"))
    for left in parts.iterdir():
        left.unlink()
    parts.rmdir()
    return moved


def _assessed_here(applicants: Sequence[Applicant], surveyed: Surveyed, job: PreparedJob, target: Path) -> Summary:
    builder = SummaryBuilder(job.catalogue, job.as_of)
    rows: list[Sequence[object]] = []
    for applicant in applicants:
        kept = [applicant.kept.get(header, "") if header is not None else "" for header in surveyed.kept]
        results, totals, cells = job.shaped.assess(applicant, kept)
        builder.add(applicant.profile.facts, results, totals)
        rows += cells
    if rows:
        schema = {column.name: _POLARS[column.kind] for column in job.shaped.columns}
        pl.DataFrame(rows, schema=schema, orient="row").write_parquet(target)
    return builder.summary()


_POLARS = {"text": pl.String(), "word": pl.String(), "number": pl.Int64(), "day": pl.Date()}
