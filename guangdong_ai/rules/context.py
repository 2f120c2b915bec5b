"""What is needed to read rules from plain data: the declared facts and tables, and a list for the findings."""

from collections.abc import Iterable, Mapping

from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.record import field, record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.value import Kind


@record
class Signature:
    """What rules may assume of a fact: its kind, the ids of its choices, whether a year may be 0 (never), whether a choice may be none of them."""

    kind: Kind
    choices: tuple[str, ...] = ()
    may_be_never: bool = False
    may_be_none: bool = False


@record
class TableSignature:
    """What rules may assume of a table: its columns."""

    columns: tuple[str, ...]


@record
class RuleContext:
    """Collects findings while rules are read. ``facts`` and ``tables`` None: only the form is checked, not the names that it refers to."""

    facts: Mapping[str, Signature] | None = None
    tables: Mapping[str, TableSignature] | None = None
    findings: list[Finding] = field(default_factory=list)

    def wrong(self, path: KeyPath, message: Text, hint: Text | None = None) -> None:
        """Add the finding that the value at ``path`` is wrong."""
        self.findings.append(Finding(message=message, hint=hint, path=path))

    def unknown_name(self, path: KeyPath, what: Text, given: object, accepted: Iterable[str]) -> None:
        """Add the finding that ``given`` is not an accepted name; the hint is the nearest accepted one, or all where they are few."""
        from guangdong_ai.foundation.suggestion import closest, did_you_mean

        names = sorted(accepted)
        near = closest(str(given), names)
        hint = None
        if near:
            hint = did_you_mean(near)
        elif names:
            listed = ", ".join(names[:40])
            hint = Text(f"可用：{listed}", f"accepted: {listed}")
        self.wrong(path, Text("未知的{}：{}", "unknown {}: {}").format(what, given), hint)

    def signature(self, fact: object, path: KeyPath) -> Signature | None:
        """The signature of a fact; None, with a finding, where it is not declared."""
        if not isinstance(fact, str):
            self.wrong(path, Text("信息项编号应为文字", "a fact id is text"))
        elif self.facts is not None:
            if fact in self.facts:
                return self.facts[fact]
            self.unknown_name(path, Text("信息项", "fact"), fact, self.facts)
        return None
