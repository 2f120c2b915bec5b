"""An explanation as a person reads it: in a terminal, and as Markdown to paste into a report."""

from collections.abc import Iterator
from datetime import date

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.explanation import Explanation
from guangdong_ai.reports.content.explanation_content import DECISIVE, explanation_content
from guangdong_ai.reports.render.content_layout import escaped, section_markdown, section_rows
from guangdong_ai.reports.render.page import EMPTY, FAINT, STRONG, Page, Row, line, rule
from guangdong_ai.reports.wording.terms import OUTCOME, OUTCOME_MARKS, confidence_legend
from guangdong_ai.text import Language, Text, joined


def explanation_page(explained: Explanation, profile: Profile, catalogue: Catalogue, as_of: date, language: Language) -> Page:
    """The explanation in whatever width there is."""
    measure = explained.result.measure

    def rows(width: int) -> Iterator[Row]:
        yield line(width, measure.title.in_language(language), STRONG)
        yield line(width, measure.id, FAINT)
        yield line(width, _for_whom(profile, as_of).in_language(language), FAINT)
        for section in explanation_content(explained, catalogue, as_of):
            yield rule(width) if section.title is None else EMPTY
            yield from section_rows(section, width, language)
        yield EMPTY
        for text in (_legend(), confidence_legend()):
            yield line(width, text.in_language(language), FAINT)

    return Page(rows)


def explanation_markdown(explained: Explanation, profile: Profile, catalogue: Catalogue, as_of: date, language: Language) -> str:
    """The same in one language."""
    measure = explained.result.measure
    lines = [
        f"# {escaped(measure.title.in_language(language))}",
        "",
        f"`{measure.id}`",
        "",
        _for_whom(profile, as_of).in_language(language),
        "",
    ]
    for section in explanation_content(explained, catalogue, as_of):
        lines += section_markdown(section, language)
    lines += [_legend().in_language(language), "", confidence_legend().in_language(language)]
    return "\n".join(lines) + "\n"


def _for_whom(profile: Profile, as_of: date) -> Text:
    name = profile.name
    who = Text("未命名的申报单位", "an unnamed applicant") if name is None else Text(name, name)
    if not profile.facts:
        who = Text("没有填写任何信息的申报单位", "an applicant of whom nothing is known")
    return Text(f"{who.zh}，按 {as_of} 自评", f"for {who.en}, assessed for {as_of}")


def _legend() -> Text:
    marks = [Text(f"{mark} {OUTCOME[outcome].zh}", f"{mark} {OUTCOME[outcome].en}") for outcome, mark in OUTCOME_MARKS.items()]
    decisive = Text(f"{DECISIVE.zh}决定结果", f"{DECISIVE.en}decides the result")
    return joined(Text("，", ", "), [*marks, decisive])
