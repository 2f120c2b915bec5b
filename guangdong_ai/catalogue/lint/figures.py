"""Figures: the texts beside a rule state the figures it computes with, in both languages, and so does a source."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.lint.bilingual import texts_of
from guangdong_ai.catalogue.lint.rule_figures import constants_of, figures_of_criterion, figures_of_rule, stated_by
from guangdong_ai.catalogue.lint.stated_figures import Figure, figures_of
from guangdong_ai.catalogue.lint.subject import Subject, amounts_of, criteria_of, error, warning
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.text import LANGUAGES, Text, joined

_OF_NO_ACCOUNT: frozenset[Figure] = frozenset({Decimal(0), Decimal(1)})
"""A rate of 1 is "1 : 1", and 0 is nothing: neither is a figure that a source would state."""

_LEAST_MONEY = Decimal(10_000)
"""Smaller whole numbers in a text are counts: 10 cases a year."""

_CORRECT = Text("以原文为准，改正其中之一", "correct the one that differs from the published text")
_HINTS: Mapping[str, Text] = {
    "sources": Text(
        "{}；所有单位合计的资金总量写 pool = true", "{}; for a pool, the money for all applicants together, write pool = true"
    ).format(_CORRECT),
    "questions_open": Text(
        "{}；与本措施的规则无关的数写 beside_the_rule = true", "{}; where the figures are of something else write beside_the_rule = true"
    ).format(_CORRECT),
}


def both_languages_state_the_same(subject: Subject) -> Iterator[Finding]:
    """A text states the same figures in Chinese and in English; a small one may be a word in one of them (三年, 3 years)."""
    for file in subject.files:
        for path, text in texts_of(file):
            chinese, english = figures_of(text.zh), figures_of(text.en)
            for language, alone in (("zh", chinese.figures - english.all), ("en", english.figures - chinese.all)):
                if alone:
                    other = Text("英文", "English") if language == "zh" else Text("中文", "Chinese")
                    said = Text("写有 {}，{}没有", "states {}, which the {} text does not").format(_listed(alone), other)
                    yield error(file, (*path, language), said, _CORRECT)


def texts_state_what_the_rule_says(subject: Subject) -> Iterator[Finding]:
    """What a user reads about a measure states no figure that its rule and its sources do not have."""
    for file in subject.declaring("measures"):
        measure, funding = file.value, file.value.funding
        rule, sourced = figures_of_rule(file, subject), stated_by(source.figure for source in funding.sources)
        articles = frozenset(Decimal(number) for number in (measure.article or "").split(", ") if number.isdecimal())
        told: dict[KeyPath, Text | None] = {
            ("title",): measure.title,
            ("benefit",): measure.benefit,
            ("audience",): measure.audience,
            ("funding", "note"): funding.note,
        }
        for path, text in told.items():
            yield from _unknown(file, path, text, rule | sourced | articles)
        for index, reading in enumerate(funding.readings):
            yield from _unknown(file, ("funding", "readings", index, "text"), reading.text, frozenset(constants_of(reading.amount)))
        notes = [
            (("criteria", index, name), getattr(one, name)) for index, one in enumerate(measure.criteria) for name in ("note", "review")
        ]
        questions = [
            (("questions_open", index, "text"), one.text) for index, one in enumerate(measure.questions_open) if not one.beside_the_rule
        ]
        for path, text in (*notes, *questions):
            yield from _unknown(file, path, text, rule | sourced, money=True)


def texts_state_the_thresholds(subject: Subject) -> Iterator[Finding]:
    """A criterion's text states no figure but those of its condition and of the facts that it reads; without a condition, of the rule."""
    for file in subject.declaring("measures", "calls"):
        for index, criterion in enumerate(criteria_of(file)):
            known = figures_of_criterion(criterion, file, subject)
            if known is not None:
                yield from _unknown(file, ("criteria", index, "text"), criterion.text, known)


def benefits_state_the_amount(subject: Subject) -> Iterator[Finding]:
    """The benefit that a user reads states every figure of the amount, or none at all."""
    for file in subject.declaring("measures"):
        computed = frozenset(figure for _, amount in amounts_of(file) for figure in constants_of(amount)) - _OF_NO_ACCOUNT
        for language in LANGUAGES:
            stated = figures_of(file.value.benefit.in_language(language)).all
            left_out = computed - stated
            if left_out and stated:
                listed = _listed(left_out)
                yield warning(
                    file,
                    ("benefit", language),
                    Text("没有写明金额计算所用的 {}", "leaves out {}, with which the amount is computed").format(listed),
                    _CORRECT,
                )


def sources_state_what_the_rule_says(subject: Subject) -> Iterator[Finding]:
    """A source of the funding states no sum and no share that the amount does not have, unless it is about a pool.

    Counts, years and days it may also share with the texts of the measure.
    """
    for file in subject.declaring("measures"):
        measure, funding = file.value, file.value.funding
        rule = figures_of_rule(file, subject)
        texts = [measure.benefit, measure.audience, *(text for text in (funding.note,) if text is not None)]
        told = stated_by((*texts, *(criterion.text for criterion in measure.criteria), *(one.text for one in measure.questions_open)))
        with_amount = any(True for _ in amounts_of(file))
        for index, source in enumerate(funding.sources):
            path = ("funding", "sources", index, "figure")
            if not source.pool:
                yield from _unknown(file, path, source.figure, rule if with_amount else rule | told, money=True)
                yield from _unknown(file, path, source.figure, rule | told, money=False)


def rows_state_their_figure(subject: Subject) -> Iterator[Finding]:
    """A note of a table row that states sums states the row's own."""
    for file in subject.declaring("tables"):
        for index, row in enumerate(file.value.rows):
            for language in LANGUAGES:
                sums = frozenset() if row.note is None else frozenset(filter(_is_money, figures_of(row.note.in_language(language)).figures))
                if row.high and sums and row.high not in sums:
                    listed, high = _listed(sums), _listed({row.high})
                    said = Text("写的是 {}，这一行的数额是 {}", "states {}, while the row has {}").format(listed, high)
                    yield error(file, ("rows", index, "note", language), said, _CORRECT)


def _unknown(
    file: CheckedFile, path: KeyPath, text: Text | None, known: frozenset[Figure], *, money: bool | None = None
) -> Iterator[Finding]:
    """The figures of the text that are not known: all (``money`` None), sums and shares only, or the others only."""
    if text is None:
        return
    known |= _OF_NO_ACCOUNT | {day for figure in known if isinstance(figure, date) for day in _beside(figure)}
    for language in LANGUAGES:
        unknown = figures_of(text.in_language(language)).figures - known
        if money is not None:
            unknown = frozenset(figure for figure in unknown if _is_money(figure) == money)
        if unknown:
            listed, tell = _listed(unknown), warning if path[1:2] == ("sources",) else error
            yield tell(
                file,
                (*path, language),
                Text("写有 {}，规则没有", "states {}, which the rule does not have").format(listed)
                if tell is warning
                else Text("写有 {}，规则及其出处没有", "states {}, which neither the rule nor a source of it has").format(listed),
                _HINTS.get(str(path[0] if path[1:2] != ("sources",) else path[1]), _CORRECT),
            )


def _is_money(figure: Figure) -> bool:
    """Whether it is a sum of money or a share, not a count, year or day."""
    return isinstance(figure, Decimal) and (figure >= _LEAST_MONEY or figure != figure.to_integral_value())


def _beside(day: date) -> tuple[date, date]:
    """The days before and after it, by which a text may name it: "after 30 June" is "from 1 July"."""
    return max(day, date.min + timedelta(days=1)) - timedelta(days=1), min(day, date.max - timedelta(days=1)) + timedelta(days=1)


def _listed(figures: Iterable[Figure]) -> Text:
    """The figures as a list: numbers by size, then the rest."""
    in_order = sorted(figures, key=lambda figure: (0, figure, "") if isinstance(figure, Decimal) else (1, Decimal(0), str(figure)))
    return joined(Text("、", "; "), [_in_words(figure) for figure in in_order])


def _in_words(figure: Figure) -> Text:
    if not isinstance(figure, Decimal):
        return Text(str(figure), str(figure))
    if 0 < figure < 1:
        percent = f"{(figure * 100).normalize():f}"
        return Text(f"{percent}%", f"{percent} %")
    number = f"{figure.normalize():,f}"
    return Text(number, number)


def figures_have_a_source(subject: Subject) -> Iterator[Finding]:
    """Each amount and rate that the funding computes with is stated by one of its sources, and for how many years it is paid."""
    for file in subject.declaring("measures"):
        funding = file.value.funding
        stated = stated_by(source.figure for source in funding.sources) | _OF_NO_ACCOUNT
        computed = [(path, constants_of(amount)) for path, amount in amounts_of(file)]
        if funding.years is not None:
            computed.append((("funding", "years"), iter([Decimal(funding.years)])))
        for path, figures in computed:
            for figure in dict.fromkeys(figure for figure in figures if figure not in stated):
                yield error(
                    file,
                    path,
                    Text(f"没有出处写明 {figure:,}", f"no source states {figure:,}"),
                    Text(
                        "在 [[funding.sources]] 的 figure 中用数字写明，如 200万元、30%",
                        "write it in figures in a figure of [[funding.sources]], such as 2,000,000 or 30 %",
                    ),
                )


def caps_are_stated(subject: Subject) -> Iterator[Finding]:
    """The text of a stacking rule states the cap that the rule sets, in each language."""
    for file in subject.declaring("stacking"):
        for index, rule in enumerate(file.value.rules):
            for language in LANGUAGES:
                stated = figures_of(rule.text.in_language(language)).figures
                figures = [] if rule.ceiling is None else [figure for figure in constants_of(rule.ceiling) if figure != 1]
                for figure in [*([] if rule.most is None else [Decimal(rule.most)]), *figures]:
                    if figure not in stated:
                        yield error(
                            file,
                            ("rules", index, "text", language),
                            Text("文字没有写明上限 {}", "the text does not state the cap of {}").format(_in_words(figure)),
                            Text("以数字写明，如 200万元", "write it in figures, such as 2,000,000"),
                        )
