"""What a result of many applicants comes from, as it stands in the footer of Parquet and beside CSV."""

from datetime import date
from typing import TYPE_CHECKING, Final

from guangdong_ai.batch.write.result_formats import Shape
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.reports.content.data.assessment import plain_catalogue
from guangdong_ai.reports.content.data.provenance import plain_provenance

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.provenance import BatchRecordData

SCHEMA: Final = "guangdong-ai/batch-record/1"


def plain_batch_record(catalogue: Catalogue, as_of: date, shape: Shape, *, lenient: bool, strict: bool) -> "BatchRecordData":
    """The day, the catalogue and what was chosen of it, the program, and the options that change results."""
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "catalogue": plain_catalogue(catalogue),
        "provenance": plain_provenance(catalogue),
        "shape": shape,
        "lenient": lenient,
        "strict": strict,
    }
