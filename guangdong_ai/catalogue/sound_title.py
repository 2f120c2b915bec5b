"""What a title may say: what its holders can answer, by one fact, and no money of its own."""

from collections.abc import Iterator
from typing import Any

from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import Compare
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.read_condition import read_condition


def wrong_in_title(measure: Measure, plain: Any, context: RuleContext) -> Iterator[Finding]:
    """What is wrong in a title, or in a measure that is none. ``plain``: the file; ``context``: what its conditions are read with."""
    if measure.kind != "title":
        if measure.gives is not None:
            yield _wrong("gives", Text("只有称号才写 gives", "only a title has gives"), Text('写上 kind = "title"', 'write kind = "title"'))
        return
    if measure.funding.has_amount:
        yield _wrong(
            "funding",
            Text("称号本身不带来资金", "a title brings no money by itself"),
            Text("它打开的资金写成另一项措施", "write the money that it opens as a measure"),
        )
    example = Text('例如 gives = { fact = "titles.x", is = true }', 'for example gives = { fact = "titles.x", is = true }')
    if measure.gives is None:
        yield _wrong("kind", Text("称号没有写 gives", "a title without gives"), example)
        return
    read_condition(plain["gives"], context, ("gives",))
    yield from context.findings
    if not context.findings and not isinstance(measure.gives, Compare):
        yield _wrong("gives", Text("gives 须是一个信息项的比较", "gives compares one fact"), example)


def _wrong(key: str, message: Text, hint: Text) -> Finding:
    return Finding(message=message, hint=hint, path=(key,))
