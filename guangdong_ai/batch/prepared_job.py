"""A job made ready: its inputs looked at, the columns of its result known."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from guangdong_ai.batch.read.survey import Survey
from guangdong_ai.batch.read.table import Reading
from guangdong_ai.batch.write.shapes import ShapedResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.record import record
from guangdong_ai.text import Language

Progress = Callable[[int], None]
"""Is told how many more records are done."""


@record
class Work:
    """What is to be done: ``reading`` is that of the survey, ``language`` that of what is told to be wrong.

    Without ``with_summary`` an engine leaves out what only a summary needs; the summary then says how many applicants there are.
    """

    catalogue: Catalogue
    as_of: date
    survey: Survey
    reading: Reading
    shaped: ShapedResult
    output: Path
    language: Language
    with_summary: bool = True
