"""The beginning and the end of many reports: the applicant, warnings, the catalogue, and that nothing is promised."""

from collections.abc import Iterable

from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import Text, counted
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.blocks import TextBlock
from guangdong_ai.reports.wording.caveats import caveats


def applicant_name(profile: Profile) -> Text:
    """The applicant's name, or that there is none."""
    name = profile.name
    return Text("未命名的申报单位", "Unnamed applicant") if name is None else Text(name, name)


def about_applicant(assessment: AssessmentResult) -> tuple[Text, Text]:
    """Who it is, and for which day."""
    known = len(assessment.profile.facts)
    about = Text("按 {day} 自评，已知 {known} 项信息", "assessed for {day}, {facts} known")
    return applicant_name(assessment.profile), about.format(day=assessment.as_of, known=known, facts=counted(known, "fact"))


def warnings(assessment: AssessmentResult) -> tuple[TextBlock, ...]:
    """What a reader must know before believing the result."""
    return warning_lines(caveats(assessment))


def warning_lines(texts: Iterable[Text]) -> tuple[TextBlock, ...]:
    """The texts, each marked as a warning."""
    return tuple(TextBlock(Text("▲ 提醒：{}", "▲ warning: {}").format(text), "warning") for text in texts)


def no_promise() -> Text:
    """The caution after every sum of money."""
    return Text(
        "以上不是承诺：资金有年度预算，申报后由主管部门审定",
        "None of this is a promise: budgets are limited by the year, and the authorities decide",
    )


def catalogue_line(catalogue: Catalogue) -> Text:
    """Which catalogue it was."""
    manifest = catalogue.manifest
    words = Text("政策目录 {version} 版，核对于 {day}", "Catalogue {version}, reviewed on {day}")
    return words.format(version=manifest.version, day=manifest.reviewed_on)
