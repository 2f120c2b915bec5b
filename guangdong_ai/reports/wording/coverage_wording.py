"""What the catalogue lacks for applicants with an answer, in words."""

from collections.abc import Mapping

from guangdong_ai.catalogue.fact import Choice
from guangdong_ai.text import Text

NOT_SEARCHED = Text("尚未查找", "not searched yet")
COVERAGE: Mapping[str, Text] = {"not_searched": NOT_SEARCHED, "incomplete": Text("不完整", "incomplete")}


def coverage_in_words(choice: Choice) -> Text:
    """That nobody has looked, or what is missing although somebody has."""
    label = choice.label
    if choice.coverage == "not_searched":
        return Text(
            f"尚未查找{label.zh}自己的措施：结果里没有，不等于没有，请向当地主管部门了解",
            f"nobody has searched for {label.en}'s own measures: that none is listed does not mean that there is none; ask its authorities",
        )
    lacking = gap_in_words(choice)
    return Text(f"{label.zh}：{lacking.zh}", f"{label.en}: {lacking.en}")


def gap_in_words(choice: Choice) -> Text:
    """The gap alone, beside the name of the answer."""
    return NOT_SEARCHED if choice.note is None else choice.note
