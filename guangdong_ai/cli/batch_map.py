"""``batch --make-map``: a first columns map for the tables that the user has."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from guangdong_ai.cli.batch_messages import tell, tell_warnings
from guangdong_ai.cli.output import write_exactly
from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Language, Text, counted
from guangdong_ai.profiles.quotation import one_line

if TYPE_CHECKING:
    from guangdong_ai.catalogue.catalogue import Catalogue


@record
class MapReading:
    """What the user says about the tables: a map that is to be gone on with, a sheet, and whether nothing is guessed."""

    columns: Path | None
    sheet: str | None
    strict: bool


def write_map(inputs: Sequence[str], output: Path | None, catalogue: "Catalogue", asked: MapReading, language: Language) -> None:
    """Write the map into a new file, or to standard output. Raises WrongUsage without inputs and for a file that exists, Refused for inputs."""
    from guangdong_ai.batch.job import reading_by_map
    from guangdong_ai.batch.read.input_files import input_files
    from guangdong_ai.batch.read.map_draft import map_draft
    from guangdong_ai.batch.read.map_text import map_text
    from guangdong_ai.foundation.record import replace

    if not inputs:
        raise WrongUsage(Text("缺少输入文件", "an input is missing"), Text("例如 --make-map firms.xlsx", "like --make-map firms.xlsx"))
    if output is not None and output.suffix.lower() != ".toml":
        raise WrongUsage(
            Text(f"--make-map 写入 .toml 文件：{one_line(output.name)}", f"--make-map writes a .toml file: {one_line(output.name)}"),
            Text("例如 -o map.toml", "like -o map.toml"),
        )
    if output is not None and output.exists():
        raise WrongUsage(
            Text(f"文件已存在，可能已经填写：{output}", f"the file exists already and may be filled in: {output}"),
            Text("请另起文件名，或先删除它", "choose another name, or delete it first"),
        )
    reading = replace(reading_by_map(asked.columns, catalogue), sheet=asked.sheet, strict=asked.strict)
    draft = map_draft(input_files(inputs), catalogue.facts, reading)
    tell_warnings([finding for finding in draft.warnings if finding.severity == "error"], language)
    write_exactly(map_text(draft, language).encode(), output, language)
    by = [column.by for column in draft.columns]
    cells = sum(len(column.unreadable) + column.others for column in draft.columns)
    tell(
        Text(
            f"{len(by)} 列：识别 {by.count('name') + by.count('map')}，推测 {by.count('guess')}，没有识别 {by.count('')}；{cells} 种单元格无法识别",
            f"{counted(len(by), 'column')}: {by.count('name') + by.count('map')} recognised, {by.count('guess')} guessed, "
            f"{by.count('')} not recognised; {counted(cells, 'different cell')} that cannot be read",
        ),
        language,
    )
