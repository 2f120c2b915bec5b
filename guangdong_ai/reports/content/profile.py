"""A profile as a person reads it: the answers by section, and what has not been answered."""

from collections.abc import Collection, Iterator

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implied_facts import Follows
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.shown_value import show_value
from guangdong_ai.reports.render.named_row import Columns, below, columns_beside, name_and_id, named_row
from guangdong_ai.reports.render.page import EMPTY, FAINT, STRONG, Page, Paragraph, Row, line
from guangdong_ai.text import Language, Text

_LEAST_ANSWER = 16


def profile_table(profile: Profile, catalogue: Catalogue, language: Language) -> Page:
    """Every answer, those that are "not known" too, in the order of the questions; then how many questions have none."""

    def rows(width: int) -> Iterator[Row]:
        implied = catalogue.implied(profile.facts)
        told = {*profile.facts, *profile.dont_know, *implied}
        answers = [fact_id for fact_id in catalogue.facts if fact_id in told]
        columns = columns_beside(width, answers, last=_LEAST_ANSWER) or below(width)
        yield line(width, profile.name or Text("未命名的申报单位", "Unnamed applicant").in_language(language), STRONG)
        for section in catalogue.sections:
            answered = [fact for fact in section.facts if fact.id in answers]
            if answered:
                yield EMPTY
                yield line(width, section.title.in_language(language), STRONG)
            for fact in answered:
                yield _answer(fact, profile, implied.get(fact.id), columns, language)
        yield EMPTY
        yield line(width, _count(profile, implied, catalogue).in_language(language), FAINT)

    return Page(rows)


def _answer(fact: Fact, profile: Profile, rule: Follows | None, columns: Columns, language: Language) -> Row:
    value = profile.facts.get(fact.id) if rule is None else rule.value
    shown = Text("不知道", "not known").in_language(language) if value is None else show_value(fact, value, language)
    if rule is not None:
        because = rule.implication.text
        shown += Text(f"（由此可知：{because.zh}）", f" (implied: {because.en})").in_language(language)
    return named_row(columns, name_and_id(fact.label.in_language(language), fact.id), (Paragraph(shown),))


def _count(profile: Profile, implied: Collection[str], catalogue: Catalogue) -> Text:
    known, asked = len(profile.facts), len(profile.dont_know)
    rest = len({*catalogue.facts} - {*profile.facts, *profile.dont_know, *implied})
    also = Text(f"，另推知 {len(implied)} 项", f", {len(implied)} implied by them") if implied else Text("", "")
    return Text(
        f"已知 {known} 项{also.zh}，不知道 {asked} 项，未填 {rest} 项（未填的按未知处理）",
        f"{known} known{also.en}, {asked} not known to the applicant, {rest} not given (they count as unknown)",
    )
