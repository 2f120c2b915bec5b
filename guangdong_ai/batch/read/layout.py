"""What the columns of a table mean: which fact each one holds, which one names the applicant, which are carried through."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, Literal

from guangdong_ai.batch.read.header_match import FactHeaders, headers_of
from guangdong_ai.batch.read.header_units import Match, NamedBy
from guangdong_ai.batch.read.header_words import column_letters, header_parts
from guangdong_ai.batch.read.read_options import Keep, ReadOptions
from guangdong_ai.batch.read.unused_columns import columns_are, names_not_found, no_facts, repeated_columns, unit_not_read, unused_columns
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import field, record, replace
from guangdong_ai.foundation.spelling import half_width, header_key
from guangdong_ai.foundation.suggestion import closest, did_you_mean
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.profiles.money_unit import NoUnit, money_unit, unit_name, unit_stated
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.profiles.quotation import one_line, quoted
from guangdong_ai.profiles.unknown import Unknown
from guangdong_ai.rules.value import Value

ID_HEADERS: Final = ("id", "编号", "序号")
"""Headers of the column that names the applicant, where the user names none; after these the credit code, then the name."""

_ID_FACTS: Final = ("enterprise.credit_code", "enterprise.name")
_MOST_LABELS = 3


@record
class FactColumn:
    """A column that holds a fact. ``index`` counts from 0. ``unit``: what a bare number in it counts, "" for yuan or the number itself.

    ``by``: what makes it the fact's column. ``decides``: some measure reads the fact, the header is no guess, and the columns map is not lenient there; in another column nothing
    rejects a row.
    ``strict``: nothing is guessed.
    ``beside``: other facts whose answers may stand in the column instead. ``source``: "own" where the header names the fact; "beside" where the cells are
    another fact's and may say this one too (an address: city and district); "code" where it is taken from the credit code. Of these only a
    value counts.
    """

    index: int
    header: str
    fact: Fact
    unit: str = ""
    by: NamedBy = "name"
    decides: bool = True
    strict: bool = False
    beside: tuple[Fact, ...] = ()
    source: Literal["own", "beside", "code"] = "own"
    values: Mapping[str, str] = field(default_factory=dict)
    """What is read in the place of which cells, by their ``value_key``, as a columns map says it."""


def value_key(cell: str) -> str:
    """The form in which two cells are the same for a columns map: width, case and spaces at the ends do not count."""
    return half_width(cell).casefold()


@record
class Layout:
    """The columns of a table that are used, by their positions from 0 in ``headers``; ``warnings`` tell which are not, and why.

    ``id`` is None where no column names the applicants. ``kept`` are those to carry through. ``labels`` are the columns where the rows that are
    no applicants say what they are: those that name the applicant, and the first ones. ``where``: the place of the headers.
    """

    headers: tuple[str, ...]
    columns: tuple[FactColumn, ...]
    id: int | None = None
    kept: tuple[int, ...] = ()
    labels: tuple[int, ...] = ()
    constants: Mapping[str, Value] = field(default_factory=dict)
    """What every record says, by the facts' ids."""
    where: Place = Place()
    warnings: tuple[Finding, ...] = ()


def layout_of(
    headers: Sequence[str],
    facts: Mapping[str, Fact],
    reading: ReadOptions,
    *,
    place: Place | None = None,
    above: Sequence[str] = (),
    units: Mapping[int, str] | None = None,
) -> Layout:
    """The layout of a table with these headers. Raises Refused with all errors: two columns for a fact, a column missing, none that holds a fact.

    ``place``: where the headers stand. ``above``: texts above the headers, which may state the unit of all amounts (单位：万元); ``units``: what
    stands below a header as its unit, by position.
    """
    where, keep = place or Place(), reading.keep
    known = headers_of(facts, reading)
    passed_over = frozenset(header_key(header) for header in reading.ignored)
    errors: list[Finding] = []
    columns = _columns(headers, known, passed_over, unit_stated(above), units or {}, errors)
    lenient = frozenset(header_key(header) for header in reading.lenient_for)
    columns = [
        replace(
            column,
            decides=column.by != "guess"
            and header_key(column.header) not in lenient
            and (reading.used is None or column.fact.id in reading.used),
            values=_values_of(column, reading),
        )
        for column in columns
    ]
    id_index = (
        _default_id(headers, columns) if reading.id_column is None else _named_column(reading.id_column, headers, columns, known, errors)
    )
    kept = _kept(keep, headers, columns, known, errors)
    errors += _shared_facts(columns)
    constants = _constants(facts, reading)
    errors += _said_twice(columns, constants)
    errors += _repeated(headers, {*kept, *([] if id_index is None else [id_index])})
    if not columns:
        errors.append(no_facts(headers))
    labels = _labels(headers, columns, id_index)
    own = {*constants, *(column.fact.id for column in columns)}
    columns = [*(_with_beside(column, own, facts, reading) for column in columns), *_also_said(columns, own, facts, reading)]
    layout = Layout(
        headers=tuple(headers),
        columns=tuple(columns),
        id=id_index,
        kept=kept,
        labels=labels,
        constants=constants,
        where=where,
    )
    in_use = used_columns(layout)
    only_carried = frozenset(kept) - used_columns(replace(layout, kept=())) if isinstance(keep, Keep) else frozenset[int]()
    warnings = [
        *unused_columns(headers, facts, known, used=in_use - only_carried, only_carried=only_carried, passed_over=passed_over),
        *repeated_columns(headers, used=in_use, passed_over=passed_over),
        *names_not_found(
            [*reading.names, *reading.units, *reading.lenient_for, *(key for key in reading.values if key not in facts)], headers
        ),
    ]
    findings = [_placed(finding, where) for finding in [*errors, *warnings]]
    if errors and not reading.drafting:
        raise Refused(findings)
    return replace(layout, warnings=tuple(findings))


def _with_beside(column: FactColumn, own: Collection[str], facts: Mapping[str, Fact], reading: ReadOptions) -> FactColumn:
    beside = tuple(fact for fact in facts.values() if column.fact.id in fact.also_in and fact.id not in own)
    return replace(column, beside=beside, strict=reading.strict)


def _also_said(
    columns: Sequence[FactColumn], said: Collection[str], facts: Mapping[str, Fact], reading: ReadOptions
) -> Iterator[FactColumn]:
    """Facts without a column of their own that columns of others may say: those of the same place, and, where asked for, the credit code."""
    own = {column.fact.id: column for column in columns}
    code = next((column for column in columns if column.fact.format == "credit_code"), None) if reading.city_from_code else None
    for fact in facts.values():
        if fact.id in said or not fact.also_in:
            continue
        found = next((own[other] for other in fact.also_in if other in own), None)
        decides = reading.used is None or fact.id in reading.used
        if found is not None:
            yield FactColumn(
                index=found.index,
                header=found.header,
                fact=fact,
                by=found.by,
                decides=decides and found.decides,
                source="beside",
                values=found.values,
            )
        elif code is not None:
            yield FactColumn(index=code.index, header=code.header, fact=fact, decides=decides, source="code")


def used_columns(layout: Layout) -> frozenset[int]:
    """The positions (from 0) of the columns that are used for anything."""
    named = () if layout.id is None else (layout.id,)
    return frozenset((*(column.index for column in layout.columns), *layout.kept, *named))


def _values_of(column: FactColumn, reading: ReadOptions) -> Mapping[str, str]:
    """What the columns map says of the cells of the fact, and before it of this header."""
    key = header_key(column.header)
    of_header = [cells for header, cells in reading.values.items() if header_key(header) == key]
    several = [reading.values.get(column.fact.id, {}), *of_header]
    return {value_key(cell): text for cells in several for cell, text in cells.items()}


def _constants(facts: Mapping[str, Fact], reading: ReadOptions) -> Mapping[str, Value]:
    said = {fact_id: parse_text(facts[fact_id], text) for fact_id, text in reading.constants.items()}
    return {fact_id: value for fact_id, value in said.items() if not isinstance(value, Finding | Unknown)}


def _said_twice(columns: Sequence[FactColumn], constants: Mapping[str, Value]) -> Iterator[Finding]:
    """Facts that a column holds and the columns map says for every record: which of them is right only the user can say."""
    for column in columns:
        if column.fact.id in constants:
            words = Text(
                "{}有一列（{}），--columns 的 [constants] 又写明了它",
                "there is a column for {} ({}), and [constants] of --columns says it too",
            )
            yield Finding(
                message=words.format(column.fact.id, quoted(column.header)),
                hint=Text(
                    "去掉其中一处；不用这一列时写入 ignore", "take one of them out; put the header under ignore not to use the column"
                ),
            )


def _labels(headers: Sequence[str], columns: Sequence[FactColumn], id_index: int | None) -> tuple[int, ...]:
    """The columns that name the applicant, and those before the first that holds another fact."""
    naming = {column.index for column in columns if column.fact.traits.is_identifying}
    first = min((column.index for column in columns if column.index not in naming), default=len(headers))
    of_id = {id_index} if id_index is not None and all(column.index != id_index for column in columns) else set[int]()
    return tuple(sorted({*naming, *of_id, *range(min(first, _MOST_LABELS))}))


def _columns(
    headers: Sequence[str],
    known: FactHeaders,
    passed_over: frozenset[str],
    above: int | NoUnit,
    below: Mapping[int, str],
    errors: list[Finding],
) -> list[FactColumn]:
    columns: list[FactColumn] = []
    for index, header in enumerate(headers):
        match = None if header_key(header) in passed_over else known.match(header)
        if match is None:
            continue
        match = _with_unit_of_table(match, above, below.get(index))
        if match.doubt is not None:
            errors.append(unit_not_read(header, match.doubt, match.fact, stated_elsewhere=known.match(header) != match))
        columns.append(FactColumn(index=index, header=header, fact=match.fact, unit=match.unit, by=match.by))
    return _without_needless_guesses(columns)


def _without_needless_guesses(columns: Sequence[FactColumn]) -> list[FactColumn]:
    """Of a fact that has a column of its own name no other is guessed; of several guesses that counts whose name the catalogue puts first."""
    best: dict[str, FactColumn] = {}
    for column in columns:
        known = best.get(column.fact.id)
        if known is None or _certainty(column) < _certainty(known):
            best[column.fact.id] = column
    return [column for column in columns if column.by != "guess" or best[column.fact.id] is column]


def _certainty(column: FactColumn) -> int:
    """The less, the surer: -1 for what is no guess."""
    if column.by != "guess":
        return -1
    key, names = header_key(column.header), [header_key(name) for name in column.fact.likely_names]
    return names.index(key) if key in names else len(names)


def _with_unit_of_table(match: Match, above: int | NoUnit, below: str | None) -> Match:
    """The match with the unit that stands below the header or above the table, where the header says none itself."""
    if not match.fact.traits.is_money or match.doubt is not None or match.is_told:
        return match
    told = NoUnit.NOTHING_SAID if below is None else money_unit(below)
    unit = above if told is NoUnit.NOTHING_SAID else told
    if unit is NoUnit.NOTHING_SAID or unit == 0:
        return match
    name = unit_name(unit) if isinstance(unit, int) else None
    doubt = unit if isinstance(unit, NoUnit) else NoUnit.UNCLEAR
    return replace(match, unit=name, is_told=True) if name else replace(match, doubt=doubt)


def _default_id(headers: Sequence[str], columns: Sequence[FactColumn]) -> int | None:
    keys = [{header_key(part) for part in header_parts(header)} for header in headers]
    for name in ID_HEADERS:
        if (found := next((index for index, parts in enumerate(keys) if name in parts), None)) is not None:
            return found
    return next((column.index for fact_id in _ID_FACTS for column in columns if column.fact.id == fact_id), None)


def _named_column(
    name: str, headers: Sequence[str], columns: Sequence[FactColumn], known: FactHeaders, errors: list[Finding]
) -> int | None:
    if name in headers:
        return headers.index(name)
    key = header_key(name)
    folded = [index for index, header in enumerate(headers) if key and header_key(header) == key]
    match = known.match(name)
    folded += [column.index for column in columns if match and column.fact.id == match.fact.id]
    if folded:
        return folded[0]
    near = closest(name, [header for header in headers if header.strip()])
    errors.append(
        Finding(
            message=Text("没有{}这一列", "there is no column {}").format(quoted(name)),
            hint=did_you_mean(one_line(near)) if near else columns_are(headers),
        )
    )
    return None


def _kept(
    keep: Sequence[str] | Keep, headers: Sequence[str], columns: Sequence[FactColumn], known: FactHeaders, errors: list[Finding]
) -> tuple[int, ...]:
    if isinstance(keep, Keep):
        return tuple(index for index, header in enumerate(headers) if header.strip())
    found = [_named_column(name, headers, columns, known, errors) for name in keep]
    return tuple(dict.fromkeys(index for index in found if index is not None))


def _shared_facts(columns: Sequence[FactColumn]) -> Iterator[Finding]:
    """Two columns for one fact: which of them is right only the user can say."""
    by_fact: dict[str, list[FactColumn]] = defaultdict(list)
    for column in columns:
        by_fact[column.fact.id].append(column)
    for fact_id, shared in by_fact.items():
        if len(shared) > 1:
            named = joined(Text("、", ", "), [_column_name(column.index, column.header) for column in shared])
            label = shared[0].fact.label
            yield Finding(
                message=Text("有几列都是 {}（{}）：{}", "several columns hold {} ({}): {}").format(fact_id, label, named),
                hint=Text("只保留一列，或改名", "keep one of them, or rename the others"),
            )


def _repeated(headers: Sequence[str], wanted: set[int]) -> Iterator[Finding]:
    for header, count in Counter(headers).items():
        if count > 1 and any(headers[index] == header for index in wanted):
            yield Finding(
                message=Text("{}出现了 {} 次，不知道该用哪一列", "{} appears {} times; it is not clear which is meant").format(
                    quoted(header), count
                ),
                hint=Text("请改名，使列名各不相同", "rename the columns, so that each has a name of its own"),
            )


def _column_name(index: int, header: str) -> Text:
    return Text("{} 列{}", "{} {}").format(column_letters(index), quoted(header))


def _placed(finding: Finding, where: Place) -> Finding:
    return replace(finding, place=where)
