"""A total in words: the range of what is settled, and apart from it what the undetermined measures would make it."""

from guangdong_ai.assessment.result import Totals
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.reports.wording.terms import range_in_words

NO_SUM = Text("已知的信息太少，暂不合计", "none yet: too little is known about the applicant")
NOTHING_COUNTED = Text("没有可计入的金额", "no amount to count")


def sum_in_words(totals: Totals) -> Text:
    """What eligible and conditional measures bring together; that there is no sum, or nothing to count."""
    return amounts_in_words(totals.low, totals.high, any_counted=bool(totals.counted))


def amounts_in_words(low: int | None, high: int | None, *, any_counted: bool) -> Text:
    """The same by the ends of a total, in whole yuan, and whether any measure is in it."""
    if low is None:
        return NO_SUM
    if not any_counted:
        return NOTHING_COUNTED
    if high is None and low == 0:
        return Text("尚不能估算", "cannot be estimated yet")
    amount = range_in_words(low, high)
    if high is None:
        return Text("{}，上限尚不能给出", "{}, no upper figure can be given yet").format(amount)
    return amount


def has_more(totals: Totals) -> bool:
    """Whether undetermined measures could make it more."""
    return totals.is_given and set(totals.counted_if_all_met) != set(totals.counted)


def if_all_met_in_words(yuan: int | None) -> Text:
    """What there would be with the undetermined measures, in a sentence of its own that says so."""
    if yuan is None:
        return Text("如果待定的措施也全部符合：尚没有上限", "If all undetermined measures were met too: no upper figure can be given yet")
    most = money_in_words(yuan)
    return Text("如果待定的措施也全部符合：至多 {}", "If all undetermined measures were met too: up to {}").format(most)
