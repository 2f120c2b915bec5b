"""The catalogue as a whole: everything under ``policies/``, checked, by id."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from typing import get_args

from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.conflicts import AnswerRules, Conflict, Exclusion, doubtful, excluded_by, exclusions
from guangdong_ai.catalogue.contradiction import Contradiction
from guangdong_ai.catalogue.derived_fact import DerivedFact, WithParts
from guangdong_ai.catalogue.document import Document, Scope
from guangdong_ai.catalogue.evidence import Holder, Paper, WithoutPaper
from guangdong_ai.catalogue.fact import Fact, FactSection, in_order
from guangdong_ai.catalogue.implication import Implication
from guangdong_ai.catalogue.implied_facts import Follows, derived_values, follows, implied
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.not_modelled import NotModelled
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.rules.table import Table
from guangdong_ai.rules.value import Facts, Value

_MOST_KEPT = 64
"""Sets of answers of which a catalogue remembers what follows."""


@record
class Manifest:
    """``policies/catalogue.toml``: the catalogue's version and the period that it vouches for (days, inclusive)."""

    version: str
    reviewed_on: date
    covers_from: date
    covers_until: date
    languages: tuple[str, ...]


@record
class Contents:
    """All files of the catalogue, by what they declare, in the order of their paths."""

    manifest: Manifest
    sections: tuple[FactSection, ...]
    documents: tuple[Document, ...]
    tables: tuple[Table, ...]
    calls: tuple[Call, ...]
    stacking: tuple[StackingRule, ...]
    implications: tuple[Implication, ...]
    contradictions: tuple[Contradiction, ...]
    derived: tuple[DerivedFact, ...]
    measures: tuple[Measure, ...]
    holders: tuple[Holder, ...] = ()
    papers: tuple[Paper, ...] = ()
    without_paper: tuple[WithoutPaper, ...] = ()
    not_modelled: tuple[NotModelled, ...] = ()


@record
class Chosen:
    """What was chosen of what there is, for whoever does it again.

    ``laid_over``: the names, without their paths, of the folders laid over the bundled catalogue, in order; ``scopes`` and ``measures``: only
    measures of these, empty for all. ``closing_by``: ``measures`` are those that close by that day (inclusive), even where there are none.
    """

    laid_over: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = ()
    measures: tuple[str, ...] = ()
    closing_by: date | None = None


EVERYTHING = Chosen()


class Catalogue:
    """The contents by id, measures by giver and article, titles apart, and the digest (``sha256:…``) of the files. Immutable."""

    def __init__(self, contents: Contents, digest: str, chosen: Chosen = EVERYTHING) -> None:
        self.contents = contents
        self.chosen = chosen
        self.manifest = contents.manifest
        self.digest = digest
        self.sections: tuple[FactSection, ...] = in_order(contents.sections)
        self.documents: Mapping[str, Document] = {document.id: document for document in contents.documents}
        self.tables: Mapping[str, Table] = {table.id: table for table in contents.tables}
        self.stacking: Mapping[str, StackingRule] = {rule.id: rule for rule in contents.stacking}
        self.implications: Mapping[str, Implication] = {one.id: one for one in contents.implications}
        self.contradictions: Mapping[str, Contradiction] = {one.id: one for one in contents.contradictions}
        self.derived: Mapping[str, DerivedFact] = {one.fact: one for one in contents.derived}
        self.holders: Mapping[str, Holder] = {one.id: one for one in contents.holders}
        self.papers: Mapping[str, Paper] = {one.id: one for one in contents.papers}
        self.without_paper: Mapping[str, WithoutPaper] = {one.id: one for one in contents.without_paper}
        self.not_modelled: Mapping[str, NotModelled] = {one.id: one for one in contents.not_modelled}
        ordered = sorted(contents.measures, key=self._place)
        self.measures: Mapping[str, Measure] = {measure.id: measure for measure in ordered if measure.kind == "support"}
        self.titles: Mapping[str, Measure] = {title.id: title for title in ordered if title.kind == "title"}
        self.calls: tuple[Call, ...] = contents.calls
        self._parts: WithParts | None = None
        self._answer_rules: tuple[date | None, AnswerRules] | None = None
        self._implied: dict[tuple[tuple[str, Value], ...], Mapping[str, Follows]] = {}

    @cached_property
    def with_titles(self) -> Mapping[str, Measure]:
        """The measures, then the titles: whatever has criteria and can be named."""
        return {**self.measures, **self.titles}

    def _place(self, measure: Measure) -> tuple[int, bool, str, int, str]:
        """The policy's own measures first, then by giver; of each document in the order of its articles, measures without an article last."""
        document = self.documents.get(measure.document)  # a comparison looks at catalogues that are not whole
        giver = len(get_args(Scope)) if document is None else get_args(Scope).index(document.scope)
        number = measure.article if measure.article is not None and measure.article.isdecimal() else "0"
        return giver, measure.article is None, measure.document, int(number), measure.id

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """All facts by full id, in the order in which they are asked and shown."""
        return {fact.id: fact for section in self.sections for fact in section.facts}

    @cached_property
    def follows(self) -> tuple[Follows, ...]:
        """The implications, compiled, in the order of the files, then the values of derived facts."""
        return (*follows(self.contents.implications, self.facts), *derived_values(self.contents.derived, self.facts))

    @cached_property
    def may_follow(self) -> frozenset[str]:
        """The facts that can follow from others."""
        return frozenset(rule.fact for rule in self.follows)

    def known(self, facts: Facts) -> Facts:
        """The answers and everything that follows from them. An answer that was given is never replaced."""
        found = self.implied(facts)
        return {**facts, **{fact: rule.value for fact, rule in found.items()}} if found else facts

    def parts_on(self, as_of: date) -> WithParts:
        """What is made of rules with derived facts on that day: the same for all that is asked of one day."""
        if self._parts is None or self._parts.as_of != as_of:
            self._parts = WithParts(self.derived, as_of)
        return self._parts

    def implied(self, facts: Facts) -> Mapping[str, Follows]:
        """The facts that follow from the answers, each with the implication that says so. Found once for the answers that were asked for lately."""
        answers = tuple(facts.items())
        found = self._implied.get(answers)
        if found is None:
            if len(self._implied) >= _MOST_KEPT:
                self._implied.clear()
            found = self._implied[answers] = implied(facts, self.follows)
        return found

    def answer_rules(self, as_of: date | None) -> AnswerRules:
        """The rules between answers on that day: exclusions from implications, derived facts and contradictions, and the implications themselves.

        Without a day, only what is the same on every day: that a founding day and an age do not agree is not looked for.
        """
        if self._answer_rules is None or self._answer_rules[0] != as_of:
            excluded = exclusions(self.follows, self.contents.derived, self.contents.contradictions, as_of)
            self._answer_rules = as_of, AnswerRules(exclusions=excluded, follows=self.follows)
        return self._answer_rules[1]

    @cached_property
    def declared_exclusions(self) -> tuple[Exclusion, ...]:
        """The contradictions that are declared as such."""
        return excluded_by(self.contents.contradictions)

    def conflicts(self, facts: Facts, as_of: date) -> tuple[Conflict, ...]:
        """The conflicts between the answers on that day."""
        return self.answer_rules(as_of).conflicts(facts)

    def doubtful(self, facts: Facts, as_of: date) -> tuple[Conflict, ...]:
        """The answers that are doubtful on the day, not impossible."""
        return tuple(doubtful(facts, self.contents.contradictions, as_of))

    def with_measures(self, measures: Collection[str], closing_by: date | None = None) -> "Catalogue":
        """The catalogue with these measures only, by id, and all titles; the digest stays that of the files.

        ``closing_by``: they were chosen since they close by that day, inclusive.
        """
        named = tuple(measure for measure in self.measures if measure in measures)
        return self._with(measures, replace(self.chosen, measures=named, closing_by=closing_by or self.chosen.closing_by))

    def _with(self, measures: Collection[str], chosen: Chosen) -> "Catalogue":
        kept = tuple(measure for measure in self.contents.measures if measure.kind == "title" or measure.id in measures)
        return Catalogue(replace(self.contents, measures=kept), self.digest, chosen)

    def with_laid_over(self, names: tuple[str, ...]) -> "Catalogue":
        """The same catalogue, which says that folders of these names are laid over the bundled one."""
        return Catalogue(self.contents, self.digest, replace(self.chosen, laid_over=names))

    def scope_of(self, measure: Measure) -> Scope:
        """Whose support it is: that of its document."""
        return self.documents[measure.document].scope

    def with_scopes(self, scopes: Collection[str]) -> "Catalogue":
        """The catalogue with the measures of these scopes (``Scope``) only; the digest stays that of the files."""
        of_scopes = {name for name, measure in self.measures.items() if self.scope_of(measure) in scopes}
        return self._with(of_scopes, replace(self.chosen, scopes=tuple(scope for scope in get_args(Scope) if scope in scopes)))

    def calls_of(self, measure_id: str) -> tuple[Call, ...]:
        """The calls under a measure, in the order of the files."""
        return self._calls_of.get(measure_id, ())

    @cached_property
    def _calls_of(self) -> Mapping[str, tuple[Call, ...]]:
        found: dict[str, list[Call]] = {}
        for call in self.calls:
            for measure in dict.fromkeys(call.measures):
                found.setdefault(measure, []).append(call)
        return {measure: tuple(calls) for measure, calls in found.items()}
