"""How input files are to be read: what the user said about their columns, on the command line and in a columns map (see ``columns_map``)."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final

from guangdong_ai.catalogue.conflicts import AnswerRules
from guangdong_ai.foundation.record import field, record


class Keep(Enum):
    """Has one member, so that a type can say "these columns or all of them"."""

    ALL = "all"


ALL: Final = Keep.ALL
"""Every column is carried through."""


@record
class ReadOptions:
    """What the user said about the columns.

    ``names`` (header → fact id), ``ignored``, headers to pass over without a warning, ``lenient_for``, ``units``, ``values`` and ``constants`` come from a columns
    map (see ``columns_map.ColumnsMap``).

    ``id_column``: the header of the column that names the applicants, or the id or label of the fact in it; None: the usual ones are looked
    for. ``keep``: the same of columns to carry through. ``lenient``: a cell that cannot be read makes its fact unknown instead of rejecting the row, and so do cells that exclude
    each other. ``answer_rules``: how answers hang together, by the catalogue. ``used``: the facts that measures read, None for all; of any other
    fact a cell that cannot be read is unknown in any case. ``sheet``: the name, or the number from 1, of the sheet of workbooks; None: the one
    that names most facts. ``strict``: a header that is only likely to mean a fact names none, and no cell is guessed (see ``guess``).
    ``city_from_code``: city and district, where no column says them, are taken from where the credit code was registered.
    ``drafting``: a columns map is being written, and no headers are refused.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    lenient_for: tuple[str, ...] = ()
    id_column: str | None = None
    keep: Sequence[str] | Keep = ()
    lenient: bool = False
    used: frozenset[str] | None = None
    sheet: str | None = None
    strict: bool = False
    units: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    answer_rules: AnswerRules = AnswerRules()
    drafting: bool = False
    city_from_code: bool = False
