"""The columns of a result, as JSON."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from guangdong_ai.batch.write.described import DescribedColumn
from guangdong_ai.reports.content.data.assessment import plain_text

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.columns import ColumnsData


def columns_data(shape: str, columns: Sequence[DescribedColumn]) -> "ColumnsData":
    """The columns in the form of ``forms.columns``."""
    return {
        "schema": "guangdong-ai/columns/1",
        "shape": shape,
        "columns": [
            {
                "name": one.name,
                "type": one.type,
                "may_be_empty": one.may_be_empty,
                "values": list(one.values),
                "meaning": plain_text(one.meaning),
            }
            for one in columns
        ],
    }
