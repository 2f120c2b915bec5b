"""The sheet of a portfolio with the answers it rests on. Its headers are those of the template, so that ``batch`` reads the workbook again."""

from collections.abc import Mapping, Sequence

from guangdong_ai.batch.read.header_match import FactHeaders
from guangdong_ai.batch.read.template import ID_HEADER, UNKNOWN, template_header
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.profiles.plain_value import to_plain
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.typed_value import typed_in_words
from guangdong_ai.reports.content.report import Sheet, SheetColumn, SheetKind
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind, Value

TITLE = Text("答案", "Answers")
_COLUMNS: Mapping[Kind, SheetKind] = Registry(
    "columns of answers",
    "kinds",
    {
        "text": "name",
        "choice": "word",
        "choices": "name",
        "yes_no": "word",
        "count": "number",
        "money": "yuan",
        "share": "word",
        "year": "word",
        "date": "word",
        "months": "number",
    },
)
_NUMBERS: frozenset[SheetKind] = frozenset({"number", "yuan"})


def answers_of(profile: Profile, facts: Mapping[str, Fact], language: Language) -> dict[str, str | int]:
    """What stands in the cells of an applicant, by fact: its answers, and what it does not know."""
    given = {name: _cell(facts[name], value, language) for name, value in profile.facts.items() if name in facts}
    return {name: UNKNOWN.in_language(language) for name in profile.dont_know} | given


def _cell(fact: Fact, value: Value, language: Language) -> str | int:
    """A whole number as such, in whole units (money in yuan); anything else as it is typed."""
    plain = to_plain(fact, value)
    return plain if isinstance(plain, int) and _COLUMNS[fact.kind] in _NUMBERS else typed_in_words(fact, value, language)


def answers_sheet(facts: Mapping[str, Fact], applicants: Sequence[tuple[str, Mapping[str, str | int]]]) -> Sheet:
    """A row for each applicant, by its id; a column for each fact that anybody answered, in the order of the catalogue."""
    answered = {name for _, answers in applicants for name in answers}
    shown = [fact for fact in facts.values() if fact.id in answered]
    headers = FactHeaders(facts, {})
    columns = [SheetColumn(_same(template_header(fact, headers)), _COLUMNS[fact.kind]) for fact in shown]
    rows = [(own, *(answers.get(fact.id) for fact in shown)) for own, answers in applicants]
    return Sheet(TITLE, (SheetColumn(_same(ID_HEADER), "word"), *columns), rows)


def _same(header: str) -> Text:
    return Text(header, header)
