"""Reading a condition from plain data (TOML or JSON); sugar becomes primitives. Everything that is wrong is collected as findings."""

from datetime import date
from decimal import Decimal

from guangdong_ai.foundation.finding import KeyPath
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, Not, Operand, Ratio, Scalar
from guangdong_ai.rules.context import RuleContext, Signature
from guangdong_ai.rules.kinds import AMOUNTS, KINDS
from guangdong_ai.rules.operators import OPERATORS, SYNTAX
from guangdong_ai.rules.operators.interface import Syntax

_HEADS = ("fact", "ratio", "all", "any", "not")


def read_condition(data: object, context: RuleContext, path: KeyPath = ()) -> Condition | None:
    """The condition that ``data`` declares; None, with findings in ``context``, when something in it is wrong."""
    before = len(context.findings)
    condition = _condition(data, context, path)
    return condition if len(context.findings) == before else None


def _condition(data: object, context: RuleContext, path: KeyPath) -> Condition | None:
    if not isinstance(data, dict):
        context.wrong(
            path,
            Text("条件应为一个表", "a condition is a table"),
            Text('例如 { fact = "enterprise.city", is = "guangzhou" }', 'for example { fact = "enterprise.city", is = "guangzhou" }'),
        )
        return None
    heads = [key for key in data if key in _HEADS]
    if len(heads) != 1:
        context.wrong(
            path,
            Text("条件须有且只有一个 fact、ratio、all、any 或 not", "a condition has exactly one of fact, ratio, all, any, not"),
        )
        return None
    match heads[0]:
        case "all" | "any" as head:
            return _group(head, data, context, path)
        case "not":
            _only(data, ("not",), context, path)
            part = read_condition(data["not"], context, (*path, "not"))
            return None if part is None else Not(part=part)
        case "ratio":
            return _ratio(data, context, path)
        case _:
            return _compare(data, context, path)


def _group(head: str, data: dict[str, object], context: RuleContext, path: KeyPath) -> Condition | None:
    _only(data, (head,), context, path)
    entries = data[head]
    if not isinstance(entries, list) or not entries:
        context.wrong((*path, head), Text(f"{head} 应为至少一个条件的数组", f"{head} is an array of at least one condition"))
        return None
    parts = [read_condition(entry, context, (*path, head, index)) for index, entry in enumerate(entries)]
    known = tuple(part for part in parts if part is not None)
    if len(known) < len(parts):
        return None
    return AllOf(parts=known) if head == "all" else AnyOf(parts=known)


def _compare(data: dict[str, object], context: RuleContext, path: KeyPath) -> Condition | None:
    before = len(context.findings)
    fact = data["fact"]
    signature = context.signature(fact, (*path, "fact"))
    written = _operator(data, "fact", context, path)
    if written is None:
        return None
    operator = SYNTAX[written]
    if signature is not None and signature.kind not in operator.kinds:
        accepted = ", ".join(name for name, other in SYNTAX.items() if signature.kind in other.kinds)
        context.wrong(
            (*path, written),
            Text(
                f"{fact} 的类型是 {signature.kind}，不能用 {written}",
                f'"{written}" does not apply to {fact}, which is of kind {signature.kind}',
            ),
            Text(f"可用：{accepted}", f"accepted: {accepted}"),
        )
        return None
    if signature is not None and signature.may_be_never and OPERATORS[operator.becomes].is_open_below:
        context.wrong(
            (*path, written),
            Text(
                f"{fact} 可以是 0（从未），{written} 会把它算作符合",
                f"{fact} may be 0 (never), which {written} would take for an early year",
            ),
            Text("用 between", "use between"),
        )
    operand = _operand(data[written], operator, signature, written, context, (*path, written))
    if operand is None or len(context.findings) > before or not isinstance(fact, str):
        return None
    return Compare(fact=fact, operator=operator.becomes, operand=operand)


def _ratio(data: dict[str, object], context: RuleContext, path: KeyPath) -> Condition | None:
    before = len(context.findings)
    names = data["ratio"]
    if not isinstance(names, list) or len(names) != 2:
        context.wrong((*path, "ratio"), Text("ratio 应为两个信息项：[分子, 分母]", "ratio is two facts: [numerator, denominator]"))
        return None
    for index, name in enumerate(names):
        signature = context.signature(name, (*path, "ratio", index))
        if signature is not None and signature.kind not in AMOUNTS:
            context.wrong(
                (*path, "ratio", index),
                Text(f"{name} 的类型是 {signature.kind}，不能作比", f"{name} is of kind {signature.kind}: no ratio can be made of it"),
                Text(f"可用：{', '.join(AMOUNTS)}", f"accepted: {', '.join(AMOUNTS)}"),
            )
    written = _operator(data, "ratio", context, path)
    if written is None:
        return None
    if not SYNTAX[written].on_ratio:
        accepted = ", ".join(name for name, other in SYNTAX.items() if other.on_ratio)
        context.wrong(
            (*path, written),
            Text(f"比值不能用 {written}", f'"{written}" does not apply to a ratio'),
            Text(f"可用：{accepted}", f"accepted: {accepted}"),
        )
        return None
    operand = _operand(data[written], SYNTAX[written], Signature(kind="money"), written, context, (*path, written))
    if operand is None or len(context.findings) > before:
        return None
    return Ratio(numerator=names[0], denominator=names[1], operator=SYNTAX[written].becomes, operand=operand)


def _only(data: dict[str, object], keys: tuple[str, ...], context: RuleContext, path: KeyPath) -> None:
    for key in data:
        if key not in keys:
            context.unknown_name((*path, key), Text("键", "key"), key, keys)


def _operator(data: dict[str, object], head: str, context: RuleContext, path: KeyPath) -> str | None:
    """The one operator that stands beside ``head``; None, with a finding, where there is none or more than one."""
    written = [key for key in data if key in SYNTAX]
    if len(written) == 1 and len(data) == 2:
        return written[0]
    _only(data, (head, *SYNTAX), context, path)
    if len(written) == 1:
        return written[0]
    if all(key in (head, *SYNTAX) for key in data):  # else the unknown key has been noted, which is what is wrong
        accepted = ", ".join(name for name, operator in SYNTAX.items() if operator.on_ratio or head == "fact")
        context.wrong(
            path,
            Text("须有且只有一个比较方式", "exactly one comparison is needed"),
            Text(f"可用：{accepted}", f"accepted: {accepted}"),
        )
    return None


def _operand(
    data: object, operator: Syntax, signature: Signature | None, written: str, context: RuleContext, path: KeyPath
) -> Operand | None:
    if operator.shape == "one":
        scalar = _scalar(data, operator, signature, context, path)
        if scalar is None:
            return None
        return (scalar,) if operator.as_only_one else scalar
    size = 2 if operator.shape == "pair" else None
    if not isinstance(data, list) or not data or (size is not None and len(data) != size):
        expected = (
            Text("两个值：[最小, 最大]", "two values: [lowest, highest]")
            if size
            else Text("至少一个值的数组", "an array of at least one value")
        )
        context.wrong(path, Text("{} 应为{}", "{} takes {}").format(written, expected))
        return None
    scalars = [_scalar(entry, operator, signature, context, (*path, index)) for index, entry in enumerate(data)]
    known = tuple(scalar for scalar in scalars if scalar is not None)
    if len(known) < len(scalars):
        return None
    if size and isinstance(known[0], date) != isinstance(known[1], date):
        context.wrong(path, Text("一个是日期，一个是数", "one is a date, the other a number"))
        return None
    if size and known[0] > known[1]:  # type: ignore[operator]  # both are numbers or both are days
        context.wrong(path, Text("最小值大于最大值", "the lowest is above the highest"))
        return None
    return known


def _scalar(data: object, operator: Syntax, signature: Signature | None, context: RuleContext, path: KeyPath) -> Scalar | None:
    """One value of an operand. An ordered comparison takes a number or a day (JSON has no dates: there it is text like 2025-03-10)."""
    kinds = operator.kinds if signature is None else (signature.kind,)
    value = data
    for kind in kinds:
        value = KINDS[kind].constant(value)
    if isinstance(value, Decimal) and not value.is_finite():
        value = None
    if isinstance(value, Scalar) and any(KINDS[kind].is_operand(value) for kind in kinds):
        if signature is not None and signature.choices and value not in signature.choices:
            context.unknown_name(path, Text("选项", "choice"), value, signature.choices)
            return None
        return value
    words, given = " / ".join(kinds), _shown(data)
    context.wrong(path, Text("{}不是 {} 类型的值", "{} is not a value of kind {}").format(given, words))
    return None


def _shown(data: object) -> Text:
    """A value in TOML notation; only its type for a whole array or table."""
    from guangdong_ai.foundation.toml_file import type_name

    if isinstance(data, bool):
        return Text(f"{str(data).lower()} ", str(data).lower())
    if isinstance(data, str):
        return Text(f"“{data}”", f'"{data}"')
    return type_name(data) if isinstance(data, list | dict) else Text(f"{data} ", str(data))
