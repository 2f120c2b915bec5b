"""What is told about columns that are not used, and about those whose unit of money cannot be: never is it taken for yuan."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from guangdong_ai.batch.read.header_match import FactHeaders
from guangdong_ai.batch.read.header_words import column_letters, spellings
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.spelling import header_key
from guangdong_ai.foundation.suggestion import closest, did_you_mean
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.profiles.money_unit import NoUnit, is_about_money_unit
from guangdong_ai.profiles.quotation import one_line, quoted
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind

_OF_MONEY: Final = Text(
    "可以写（元）、（千元）、（万元）、（百万元）、（亿元），写在列名后",
    "accepted are (yuan), (千元), (万元), (million yuan) and (亿元), behind the name of the column",
)
_ACCEPTED: Mapping[Kind, Text] = Registry(
    "units of columns that are accepted",
    "kinds",
    {
        "money": _OF_MONEY,
        "count": Text(
            "可以写（人）、（家）、（万人）等，写在列名后", "accepted are (people), (万人) and the like, behind the name of the column"
        ),
        "share": Text("可以写（%），写在列名后", "accepted is (%), behind the name of the column"),
        "months": Text("可以写（个月）、（年），写在列名后", "accepted are (months) and (years), behind the name of the column"),
    },
    without=dict.fromkeys(("text", "choice", "choices", "yes_no", "year", "date"), "no column counts in a unit"),
)
_FOREIGN: Final = Text("请换算成人民币", "convert it to yuan")


def unit_not_read(
    header: str, doubt: NoUnit, fact: Fact, *, stated_elsewhere: bool = False, severity: Literal["error", "warning"] = "error"
) -> Finding:
    """That the unit which ``header``, or a line above or below the headers, says is foreign or not understood."""
    given = quoted(header)
    where = Text("表中为", "the unit that the table states for ") if stated_elsewhere else Text("列名", "the unit in the header ")
    foreign = doubt is NoUnit.FOREIGN
    said = Text("注明的单位不是人民币", "is another currency") if foreign else Text("注明的单位无法识别", "is not understood")
    unused = Text("，没有使用这一列", ", so the column is not used") if severity == "warning" else Text("", "")
    hint = _FOREIGN if foreign else _ACCEPTED[fact.kind]
    return Finding(
        message=Text("{}{}{}{}", "{}{} {}{}").format(where, given, said, unused),
        hint=hint,
        severity=severity,
    )


_MOST_SUGGESTIONS: Final = 30
_MOST_NAMED: Final = 20


def unused_columns(
    headers: Sequence[str],
    facts: Mapping[str, Fact],
    known: FactHeaders,
    *,
    used: frozenset[int],
    only_carried: frozenset[int],
    passed_over: frozenset[str],
) -> Iterator[Finding]:
    """One warning for each header that may have been meant for a fact, one for all others, one for columns without a header.

    ``used`` columns, by position from 0, and headers whose keys are ``passed_over`` are not told; of those that are ``only_carried`` through
    because the user wants all columns only the ones that may have been meant for a fact.
    """
    candidates = _candidates(facts)
    told = {
        header: index for index, header in reversed([*enumerate(headers)]) if index not in used and header_key(header) not in passed_over
    }
    others: list[str] = []
    for position, (header, index) in enumerate(sorted(told.items(), key=lambda item: item[1])):
        if not header.strip():
            continue
        if (match := known.match(header)) and match.by == "guess":
            yield _warning(
                Text(
                    "列{}可能是 {}（{}），另有一列更明确，没有使用这一列",
                    "the column {} may hold {} ({}); another is surer, and this one is not used",
                ).format(quoted(header), match.fact.id, match.fact.label)
            )
            continue
        if doubted := known.doubted(header):
            yield unit_not_read(header, doubted.doubt or NoUnit.UNCLEAR, doubted.fact, severity="warning")
            continue
        hint = _meant(header, known, facts, candidates) if position < _MOST_SUGGESTIONS else None
        if hint:
            yield _warning(
                Text("列{}不对应任何信息项，没有使用", "the column {} matches no fact and is not used").format(quoted(header)),
                hint,
            )
        elif index not in only_carried:
            others.append(header)
    if others:
        yield _others(others)
    yield from _nameless([index for index, header in enumerate(headers) if not header.strip()])


def repeated_columns(headers: Sequence[str], *, used: frozenset[int], passed_over: frozenset[str]) -> Iterator[Finding]:
    """A warning for each header that is there several times and that nothing uses."""
    used_headers = {headers[index] for index in used}
    for header, count in Counter(headers).items():
        if count > 1 and header.strip() and header not in used_headers and header_key(header) not in passed_over:
            yield _warning(Text("列名{}出现了 {} 次", "the header {} appears {} times").format(quoted(header), count))


def names_not_found(names: Iterable[str], headers: Sequence[str]) -> Iterator[Finding]:
    """A warning for each header that the columns map speaks of and that the table has not."""
    keys = {header_key(header) for header in headers}
    for name in dict.fromkeys(names):
        if name not in headers and header_key(name) not in keys:
            near = closest(name, [header for header in headers if header.strip()])
            yield Finding(
                message=Text("--columns 中的{}不在这个文件的列名中", "{} of --columns is not a header of this file").format(quoted(name)),
                hint=did_you_mean(one_line(near)) if near else None,
                severity="warning",
            )


def nearest_fact(header: str, facts: Mapping[str, Fact]) -> Fact | None:
    """The fact that may have been meant by a header that names none."""
    candidates = _candidates(facts)
    near = closest(header, candidates)
    return None if near is None else candidates[near]


def _candidates(facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    return {spelling: fact for fact in facts.values() for spelling in (fact.id, *spellings(fact)) if spelling not in _questions(fact)}


def _meant(header: str, known: FactHeaders, facts: Mapping[str, Fact], candidates: Mapping[str, Fact]) -> Text | None:
    if shared := known.could_be(header):
        named = joined(Text("或 ", " or "), [Text("{}（{}）", "{} ({})").format(fact_id, facts[fact_id].label) for fact_id in shared])
        return Text("可能是 {}，请写明是哪一个", "it may be {}: write which").format(named)
    near = closest(header, candidates)
    if near is None:
        return None
    meant = did_you_mean(candidates[near].id, candidates[near].label)
    if not candidates[near].traits.is_money or not is_about_money_unit(header):
        return meant
    return Text("{}改名时保留单位，写作“名称（万元）”", '{} When you rename it keep its unit, like "name (万元)"').format(meant)


def _questions(fact: Fact) -> tuple[str, str]:
    return fact.question.zh, fact.question.en


def _others(headers: Sequence[str]) -> Finding:
    named = [one_line(header) for header in headers[:_MOST_NAMED]]
    more = len(headers) - len(named)
    rest = Text(f" 等 {len(headers):,} 列", f" and {more:,} more") if more else Text("", "")
    return _warning(
        Text("没有使用的列：{0}{1}", "columns that match no fact and are not used: {2}{1}").format("、".join(named), rest, ", ".join(named))
    )


def _nameless(positions: Sequence[int]) -> Iterator[Finding]:
    if positions:
        letters = [column_letters(index) for index in positions[:_MOST_NAMED]]
        more = "…" if len(positions) > _MOST_NAMED else ""
        yield _warning(
            Text(f"没有列名的列没有使用：{'、'.join(letters)}{more}", f"columns without a header are not used: {', '.join(letters)}{more}")
        )


def _warning(message: Text, hint: Text | None = None) -> Finding:
    return Finding(message=message, hint=hint, severity="warning")


_MOST_HEADERS: Final = 20


def no_facts(headers: Sequence[str]) -> Finding:
    """The finding that no column holds a fact."""
    return Finding(
        message=Text("没有一列对应已知的信息项", "no column holds a fact that is known"),
        hint=Text(
            "列名应在前 20 行之内；{}。可以用 --columns 说明各列的含义（--make-map 写出初稿），或用 --template 生成一份可填写的表格",
            "the headers must stand in the first 20 lines; {}. Say with --columns what they mean (--make-map writes a first file), or write a table to fill in with --template",
        ).format(columns_are(headers)),
    )


def columns_are(headers: Sequence[str]) -> Text:
    """Which columns there are."""
    named = [one_line(header) for header in headers if header.strip()]
    more = "…" if len(named) > _MOST_HEADERS else ""
    return Text(f"读到的列：{'、'.join(named[:_MOST_HEADERS])}{more}", f"the columns read: {', '.join(named[:_MOST_NAMED])}{more}")
