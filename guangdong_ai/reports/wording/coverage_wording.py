"""What the catalogue lacks for applicants with an answer, in words."""

from collections.abc import Mapping

from guangdong_ai.catalogue.fact import Choice
from guangdong_ai.reports.wording.phrase import with_colon
from guangdong_ai.text import Text

NOT_SEARCHED = Text("尚未查找", "not searched yet")
COVERAGE: Mapping[str, Text] = {"not_searched": NOT_SEARCHED, "incomplete": Text("不完整", "incomplete")}


def coverage_in_words(choice: Choice) -> Text:
    """That nobody has looked, or what is missing although somebody has."""
    label = choice.label
    if choice.coverage == "not_searched":
        return Text(
            "尚未查找{}自己的措施：结果里没有，不等于没有，请向当地主管部门了解",
            "nobody has searched for {}'s own measures: that none is listed does not mean that there is none; ask its authorities",
        ).format(label)
    lacking = gap_in_words(choice)
    return with_colon(label, lacking)


def gap_in_words(choice: Choice) -> Text:
    """The gap alone, beside the name of the answer."""
    return NOT_SEARCHED if choice.note is None else choice.note
