"""A profile: the answers by section, and how many questions have none."""

from collections.abc import Collection, Iterator

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implied_facts import Follows
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.reports.content.blocks import Content, NamedRow, Section, TableBlock, TableColumn, TableGroup, TextBlock
from guangdong_ai.reports.content.lead import applicant_name
from guangdong_ai.reports.content.report import Report, Rows

_NOT_KNOWN = Text("不知道", "not known")


def profile_report(profile: Profile, catalogue: Catalogue) -> Report:
    """The profile in each form."""

    def data() -> object:
        from guangdong_ai.reports.content.data.assessment import plain_profile

        return plain_profile(profile, catalogue)

    return Report(content=lambda: profile_content(profile, catalogue), data=data, rows=lambda language: _rows(profile, catalogue, language))


def profile_content(profile: Profile, catalogue: Catalogue) -> Content:
    """Every answer, those that are "not known" too, in the order of the questions; then how many questions have none."""
    implied = catalogue.implied(profile.facts)
    told = {*profile.facts, *profile.dont_know, *implied}
    groups = []
    for section in catalogue.sections:
        rows = [
            NamedRow(fact.label, fact.id, ((TextBlock(_answer(fact, profile, implied.get(fact.id))),),))
            for fact in section.facts
            if fact.id in told
        ]
        if rows:
            groups.append(TableGroup(TextBlock(section.title), tuple(rows)))
    table = TableBlock(Text("信息项", "Fact"), (TableColumn(Text("答案", "Answer")),), tuple(groups))
    sections = ([Section(None, (table,))] if groups else []) + [Section(None, (TextBlock(_count(profile, implied, catalogue), "aside"),))]
    return Content(applicant_name(profile), (), tuple(sections))


def _answer(fact: Fact, profile: Profile, rule: Follows | None) -> Text:
    value = profile.facts.get(fact.id) if rule is None else rule.value
    words = _NOT_KNOWN if value is None else value_in_words(fact, value)
    return words if rule is None else Text("{}（由此可知：{}）", "{} (implied: {})").format(words, rule.text)


def _count(profile: Profile, implied: Collection[str], catalogue: Catalogue) -> Text:
    rest = len({*catalogue.facts} - {*profile.facts, *profile.dont_know, *implied})
    also = Text("，另推知 {} 项", ", {} implied by them").format(len(implied)) if implied else Text("", "")
    return Text(
        "已知 {known} 项{also}，不知道 {asked} 项，未填 {rest} 项（未填的按未知处理）",
        "{known} known{also}, {asked} not known to the applicant, {rest} not given (they count as unknown)",
    ).format(known=len(profile.facts), also=also, asked=len(profile.dont_know), rest=rest)


def _rows(profile: Profile, catalogue: Catalogue, language: Language) -> Rows:
    """A row for each fact of which something is known, or that the applicant does not know."""
    return Rows(("fact", "label", "known", "answer"), list(_answers(profile, catalogue, language)))


def _answers(profile: Profile, catalogue: Catalogue, language: Language) -> Iterator[tuple[str, str, str, str | None]]:
    implied = catalogue.implied(profile.facts)
    for fact in catalogue.facts.values():
        rule = implied.get(fact.id)
        value = profile.facts.get(fact.id) if rule is None else rule.value
        known = "implied" if rule is not None else "given" if value is not None else "dont_know"
        if value is not None or fact.id in profile.dont_know:
            yield (
                fact.id,
                fact.label.in_language(language),
                known,
                None if value is None else value_in_words(fact, value).in_language(language),
            )
