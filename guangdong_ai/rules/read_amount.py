"""Reading an amount from plain data (TOML or JSON); ``cap`` becomes SmallerOf. Everything that is wrong is collected as findings."""

from collections.abc import Callable
from decimal import Decimal

from guangdong_ai.foundation.finding import KeyPath
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.amount import (
    Amount,
    Difference,
    FactValue,
    FirstKnown,
    Fixed,
    LargerOf,
    LookUp,
    Rate,
    SmallerOf,
    Sum,
    Tier,
    Tiers,
    UpTo,
)
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.kinds import BASES, YEARS
from guangdong_ai.rules.read_condition import read_condition

TomlTable = dict[str, object]


def read_amount(data: object, context: RuleContext, path: KeyPath = ()) -> Amount | None:
    """The amount that ``data`` declares; None, with findings in ``context``, when something in it is wrong."""
    before = len(context.findings)
    amount = _amount(data, context, path)
    return amount if len(context.findings) == before else None


def _amount(data: object, context: RuleContext, path: KeyPath) -> Amount | None:
    if isinstance(data, int | Decimal) and not isinstance(data, bool):
        return Fixed(yuan=_from_zero(data, context, path))
    if not isinstance(data, dict):
        context.wrong(path, Text("金额应为一个数（元）或一个表", "an amount is a number of yuan or a table"))
        return None
    heads = [head for head in FORMS if head in data]
    if len(heads) != 1:
        accepted = ", ".join(FORMS)
        context.wrong(
            path,
            Text("金额须有且只有一种写法", "an amount has exactly one form"),
            Text(f"可用：{accepted}", f"accepted: {accepted}"),
        )
        return None
    keys, read = FORMS[heads[0]]
    for key in data:
        if key not in (*keys, "cap"):
            context.unknown_name((*path, key), Text("键", "key"), key, (*keys, "cap"))
    amount = read(data, context, path)
    if "cap" not in data or amount is None:
        return amount
    cap = read_amount(data["cap"], context, (*path, "cap"))
    return None if cap is None else SmallerOf(parts=(amount, cap))


def _from_zero(number: int | Decimal, context: RuleContext, path: KeyPath) -> Decimal:
    if isinstance(number, Decimal) and not number.is_finite():
        context.wrong(path, Text(f"不是一个确定的数：{number}", f"not a finite number: {number}"))
    elif number < 0:
        context.wrong(path, Text(f"不能为负：{number}", f"below zero: {number}"))
    return Decimal(number)


def _fact(data: TomlTable, context: RuleContext, path: KeyPath) -> Amount | None:
    fact = data["fact"]
    signature = context.signature(fact, (*path, "fact"))
    if signature is not None and signature.kind not in BASES:
        context.wrong(
            (*path, "fact"),
            Text(f"{fact} 的类型是 {signature.kind}，不是金额或数量", f"{fact} is of kind {signature.kind}, not money or count"),
        )
    return FactValue(fact=fact) if isinstance(fact, str) else None


def _rate(data: TomlTable, context: RuleContext, path: KeyPath) -> Amount | None:
    rate = data["rate"]
    if not isinstance(rate, int | Decimal) or isinstance(rate, bool):
        context.wrong((*path, "rate"), Text("比例应为一个数", "a rate is a number"))
        return None
    if "of" not in data:
        context.wrong(
            path,
            Text("比例缺少 of", "a rate needs of"),
            Text("例如 { rate = 0.3, of = { fact = … } }", "for example { rate = 0.3, of = { fact = … } }"),
        )
        return None
    of = read_amount(data["of"], context, (*path, "of"))
    return None if of is None else Rate(rate=_from_zero(rate, context, (*path, "rate")), of=of)


def _up_to(data: TomlTable, context: RuleContext, path: KeyPath) -> Amount | None:
    of = read_amount(data["up_to"], context, (*path, "up_to"))
    return None if of is None else UpTo(of=of)


def _list(head: str, data: TomlTable, context: RuleContext, path: KeyPath, least: int = 2) -> tuple[Amount, ...] | None:
    entries = data[head]
    if not isinstance(entries, list) or len(entries) < least:
        context.wrong((*path, head), Text(f"{head} 应为至少 {least} 个金额的数组", f"{head} is an array of at least {least} amounts"))
        return None
    parts = [read_amount(entry, context, (*path, head, index)) for index, entry in enumerate(entries)]
    known = tuple(part for part in parts if part is not None)
    return known if len(known) == len(parts) else None


def _several(head: str, build: Callable[[tuple[Amount, ...]], Amount]) -> Callable[[TomlTable, RuleContext, KeyPath], Amount | None]:
    def read(data: TomlTable, context: RuleContext, path: KeyPath) -> Amount | None:
        parts = _list(head, data, context, path)
        return None if parts is None else build(parts)

    return read


def _difference(data: TomlTable, context: RuleContext, path: KeyPath) -> Amount | None:
    parts = _list("difference", data, context, path)
    if parts is None:
        return None
    if len(parts) != 2:
        context.wrong((*path, "difference"), Text("difference 应为两个金额", "difference takes two amounts"))
        return None
    return Difference(minuend=parts[0], subtrahend=parts[1])


def _tiers(data: TomlTable, context: RuleContext, path: KeyPath) -> Amount | None:
    entries = data["tiers"]
    if not isinstance(entries, list) or not entries:
        context.wrong((*path, "tiers"), Text("tiers 应为至少一档的数组", "tiers is an array of at least one tier"))
        return None
    tiers = [_tier(entry, context, (*path, "tiers", index)) for index, entry in enumerate(entries)]
    otherwise = read_amount(data.get("otherwise", 0), context, (*path, "otherwise"))
    known = tuple(tier for tier in tiers if tier is not None)
    return None if otherwise is None or len(known) < len(tiers) else Tiers(tiers=known, otherwise=otherwise)


def _tier(data: object, context: RuleContext, path: KeyPath) -> Tier | None:
    if not isinstance(data, dict) or set(data) != {"when", "amount"}:
        context.wrong(path, Text("每档须有 when 和 amount，且只有这两项", "a tier has when and amount, and nothing else"))
        return None
    when = read_condition(data["when"], context, (*path, "when"))
    amount = read_amount(data["amount"], context, (*path, "amount"))
    return None if when is None or amount is None else Tier(when=when, amount=amount)


def _look_up(data: TomlTable, context: RuleContext, path: KeyPath) -> Amount | None:
    table, column, year = data["table"], data.get("column"), data.get("year")
    if not isinstance(table, str) or not isinstance(column, str):
        context.wrong(path, Text("查表须写明 table 和 column", "a look-up names a table and a column"))
        return None
    if context.tables is not None:
        if table not in context.tables:
            context.unknown_name((*path, "table"), Text("表", "table"), table, context.tables)
        elif column not in context.tables[table].columns:
            context.unknown_name((*path, "column"), Text("列", "column"), column, context.tables[table].columns)
    if year is not None:
        signature = context.signature(year, (*path, "year"))
        if signature is not None and signature.kind not in YEARS:
            context.wrong((*path, "year"), Text(f"{year} 不是年份", f"{year} is not of kind year"))
    return LookUp(table=table, column=column, year=year if isinstance(year, str) else None)


FORMS: dict[str, tuple[tuple[str, ...], Callable[[TomlTable, RuleContext, KeyPath], Amount | None]]] = {
    "fact": (("fact",), _fact),
    "rate": (("rate", "of"), _rate),
    "up_to": (("up_to",), _up_to),
    "smaller_of": (("smaller_of",), _several("smaller_of", lambda parts: SmallerOf(parts=parts))),
    "larger_of": (("larger_of",), _several("larger_of", lambda parts: LargerOf(parts=parts))),
    "sum": (("sum",), _several("sum", lambda parts: Sum(parts=parts))),
    "difference": (("difference",), _difference),
    "tiers": (("tiers", "otherwise"), _tiers),
    "first_known": (("first_known",), _several("first_known", lambda parts: FirstKnown(parts=parts))),
    "table": (("table", "column", "year"), _look_up),
}
"""Each form by the key that names it: the keys it may have, and what reads it."""
