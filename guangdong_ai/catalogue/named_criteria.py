"""Named criteria: conditions that several measures or calls have word for word, written once. Declared in ``policies/criteria.toml``.

A measure says ``use = "in-guangdong"`` in place of text and rule. What differs by measure it says itself: the id that the criterion has there,
where it stands, a remark. Everything behind the loader sees whole criteria and knows nothing of names.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guangdong_ai.catalogue.reads import ConditionField
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.source import Source

SAID_BESIDE = ("id", "source", "note")
"""What a measure may say beside ``use``."""


@record
class NamedCriterion:
    """A criterion that measures use by its id. ``source`` is given where it is the same for all of them."""

    id: str
    text: Text
    when: ConditionField | None = None
    review: Text | None = None
    source: Source | None = None
    note: Text | None = None


def expand(data: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, Any], Sequence[Finding]]:
    """What a file says, with each criterion that it uses in full, and what is wrong in the way it does; findings have paths, no places."""
    criteria = data.get("criteria")
    if not isinstance(criteria, list) or not any(isinstance(entry, dict) and "use" in entry for entry in criteria):
        return dict(data), ()
    findings: list[Finding] = []
    whole = []
    for index, entry in enumerate(criteria):
        used = entry.get("use") if isinstance(entry, dict) else None
        if used is None:
            whole.append(entry)
            continue
        findings += _wrong(entry, named, ("criteria", index))
        whole.append({**named.get(used, {}), **{key: entry[key] for key in SAID_BESIDE if key in entry}})
    return {**data, "criteria": whole}, findings


def _wrong(entry: Mapping[str, Any], named: Mapping[str, object], path: KeyPath) -> Iterator[Finding]:
    context = RuleContext()
    if entry["use"] not in named:
        context.unknown_name((*path, "use"), Text("共用条件", "named criterion"), entry["use"], named)
        yield from context.findings
    for key in entry:
        if key not in ("use", *SAID_BESIDE):
            yield Finding(
                message=Text(f"共用条件旁不能写 {key}", f"{key} cannot stand beside use"),
                hint=Text(f"可用：{', '.join(SAID_BESIDE)}", f"accepted: {', '.join(SAID_BESIDE)}"),
                path=(*path, key),
            )
