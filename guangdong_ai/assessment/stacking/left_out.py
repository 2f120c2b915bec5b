"""Why measures with money are not in a total."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from guangdong_ai.assessment.result import LeftOut, MeasureResult
from guangdong_ai.assessment.stacking.fork import Fork
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.text import Text

_CLOSED = Text("申报窗口已关闭", "its window is closed")
_UNDETERMINED = Text("待定，信息不足，没有计入", "undetermined, since facts are missing")


def closed(results: Iterable[MeasureResult]) -> Iterator[LeftOut]:
    """Those of the measures for which it is too late."""
    return (LeftOut(measure=result.measure, because=_CLOSED) for result in results if result.window.state == "closed")


def undetermined(measure: Measure) -> LeftOut:
    """The measure, which only counts if all that is undetermined is met."""
    return LeftOut(measure=measure, because=_UNDETERMINED)


def barred(measure: Measure, counted: Mapping[str, Measure], forks: Sequence[Fork]) -> LeftOut:
    """The measure with the first fork that keeps it apart from what is counted. There is one: nothing can be added to what is counted."""
    fork = next(fork for fork in forks if fork.ways_of([*counted, measure.id]) == 0)
    return LeftOut(measure=measure, because=_because(measure, counted, fork))


def _because(measure: Measure, counted: Mapping[str, Measure], fork: Fork) -> Text:
    if isinstance(fork.reason, Fact):
        label = fork.reason.label
        if fork.ways_of([measure.id]) == 0:
            return Text(f"没有申报单位能满足它的条件：{label.zh}", f"no applicant can meet its criteria: {label.en}")
        return Text(
            f"没有申报单位能同时符合它和已计入的措施：{label.zh}", f"no applicant can meet both this and what is counted: {label.en}"
        )
    title = next(other.title for name, other in counted.items() if fork.ways_of([name, measure.id]) == 0)
    why = fork.reason.text
    return Text(f"与“{title.zh}”只能取其一：{why.zh}", f'only one of this and "{title.en}" counts: {why.en}')
