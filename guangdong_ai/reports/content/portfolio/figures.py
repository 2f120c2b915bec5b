"""The figures of many applicants: what is certain, what may come, and, apart from both, what is not settled."""

from collections.abc import Iterator

from guangdong_ai.batch.summary import Summary
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.reports.content.blocks import KeyFigure
from guangdong_ai.reports.content.portfolio.measures_of_many import firms_in_words
from guangdong_ai.reports.wording.sum_wording import NOTHING_COUNTED

_OF_EACH = Text(
    "各单位合计之和，只计符合和有条件符合的措施；每个单位按允许的最佳组合计算，不是各项措施相加",
    "the sum of what each applicant may get from eligible and conditional measures: of each the best permitted combination",
)


def money_figures(summary: Summary) -> Iterator[KeyFigure]:
    """The sums over all applicants. A sum says for how many applicants no upper figure can be given: they are not in it."""
    sums, with_sum = summary.sums, summary.applicants - summary.without_sum
    if with_sum and not (sums.low or sums.high or sums.without_upper):
        yield KeyFigure(Text("合计", "Total"), NOTHING_COUNTED)
    elif with_sum:
        yield KeyFigure(Text("按已公布的规则，至少", "At least, by the published rules"), money_in_words(sums.low), (_OF_EACH,))
        most = Text("评审通过后，至多", "At most, if the authorities decide so")
        yield KeyFigure(most, _most(sums.high, sums.without_upper, with_sum), _without_upper(sums.without_upper))
    if with_sum and (sums.high, sums.without_upper) != (sums.if_all_met, sums.if_all_met_without_upper):
        depends = Text("取决于还没有给出的信息", "depends on facts that were not given")
        yield KeyFigure(
            Text("如果待定的也全部符合，至多", "At most, if the undetermined were met too"),
            _most(sums.if_all_met, sums.if_all_met_without_upper, with_sum),
            (depends, *_without_upper(sums.if_all_met_without_upper)),
        )
    if summary.without_sum:
        about = Text("已知的信息太少，不在合计里", "too little is known: they are in no sum")
        yield KeyFigure(Text("没有合计的单位", "Without a sum"), firms_in_words(summary.without_sum), (about,))


def _most(yuan: int, without_upper: int, firms: int) -> Text:
    """The sum of the upper figures; where nobody has one, that there is none."""
    return Text("尚没有上限", "no upper figure yet") if without_upper == firms else money_in_words(yuan)


def _without_upper(firms: int) -> tuple[Text, ...]:
    """That so many are not in the sum."""
    if not firms:
        return ()
    return (Text("另有 {}尚没有上限，不在此数内", "not in it: {} without an upper figure yet").format(firms_in_words(firms)),)
