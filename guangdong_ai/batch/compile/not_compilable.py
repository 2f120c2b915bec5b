"""The refusal of rules that go beyond the engines, and where such a rule stands."""

from collections.abc import Iterator
from contextlib import contextmanager

from guangdong_ai.catalogue.source_files import Declares
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text


@record
class RuleAt:
    """In the file that declares ``id``, at ``path`` in it. ``name`` is what the finding calls it, in both languages."""

    declares: Declares
    id: str
    path: KeyPath
    name: str


TOO_DEEP = Text("嵌套太深", "nested too deeply")


class NotCompilable(Refused):
    """The rules go beyond what whole numbers of 64 bits can hold exactly, or are too entangled; ``findings`` says which rule, as far as it is known."""

    def __init__(self, what: Text, rule: RuleAt | None = None) -> None:
        said = what if rule is None else Text("{}：{}", "{}: {}").format(rule.name, what)
        hint = Text("用 --engine plain 逐家计算", "let --engine plain assess them one by one")
        super().__init__([Finding(message=Text("不能编译：{}", "cannot be compiled: {}").format(said), hint=hint)])
        self.what, self.rule = what, rule


@contextmanager
def naming(rule: RuleAt) -> Iterator[None]:
    """What cannot be compiled inside is said of this rule; so is what goes deeper than expressions can be put together."""
    try:
        yield
    except NotCompilable as refused:
        if refused.rule is not None:
            raise
        raise NotCompilable(refused.what, rule) from None
    except RecursionError:
        raise NotCompilable(TOO_DEEP, rule) from None
