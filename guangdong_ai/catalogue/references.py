"""References between files: every name is declared, and every rule fits the kinds of its facts. One invariant a function."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.check_files import (
    LISTS,
    CheckedFile,
    Contradictions,
    Evidence,
    Implications,
    NotModelledThings,
    Stacking,
    ids_of_lists,
)
from guangdong_ai.catalogue.contradiction import Contradiction
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.derived_fact import DerivedFact
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.fact import Fact, FactSection
from guangdong_ai.catalogue.implication import Implication
from guangdong_ai.catalogue.in_force import in_force
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.sound_answers import wrong_in_choices, wrong_in_contradiction, wrong_in_implication, wrong_in_what_it_hangs_on
from guangdong_ai.catalogue.sound_derived_facts import wrong_in_derived_fact
from guangdong_ai.catalogue.sound_evidence import wrong_in_evidence
from guangdong_ai.catalogue.sound_funding import wrong_in_funding
from guangdong_ai.catalogue.sound_stacking import wrong_in_rule
from guangdong_ai.catalogue.sound_table import wrong_in_table
from guangdong_ai.catalogue.sound_title import wrong_in_title
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.context import RuleContext, Signature, TableSignature
from guangdong_ai.rules.read_amount import read_amount
from guangdong_ai.rules.read_condition import read_condition
from guangdong_ai.rules.table import Table


@record
class DeclaredNames:
    """Everything that the files declare, by id."""

    facts: Mapping[str, Signature]
    declared_facts: Mapping[str, Fact]
    tables: Mapping[str, Table]
    documents: frozenset[str]
    measures: frozenset[str]
    titles: frozenset[str]
    stacking: Mapping[str, StackingRule]
    implications: Mapping[str, Implication]
    contradictions: Mapping[str, Contradiction]
    calls: Sequence[Call]
    holders: frozenset[str]
    first_files: Mapping[tuple[str, str, str], CheckedFile]
    """The first file in each folder that declares an id: by folder, kind and id."""

    @property
    def rule_context(self) -> RuleContext:
        """What rules are read with, without findings."""
        return RuleContext(
            facts=self.facts, tables={table.id: TableSignature(columns=tuple(table.columns)) for table in self.tables.values()}
        )


ReferenceCheck = Callable[[CheckedFile, DeclaredNames], Iterator[Finding]]


def check_references(files: Sequence[CheckedFile]) -> list[Finding]:
    """Findings about the references between the files in force, each at its place."""
    names = _names(files)
    return [
        Finding(message=found.message, hint=found.hint, path=found.path, severity=found.severity, place=file.toml.place(found.path))
        for file in in_force(files)
        for invariant in INVARIANTS
        for found in invariant(file, names)
    ]


def _names(files: Sequence[CheckedFile]) -> DeclaredNames:
    by_kind: dict[str, list[CheckedFile]] = defaultdict(list)
    for file in in_force(files):
        by_kind[file.source.declares].append(file)
    facts = {fact.id: fact for file in by_kind["sections"] for fact in file.value.facts}
    return DeclaredNames(
        facts={name: fact.signature for name, fact in facts.items()},
        declared_facts=facts,
        tables={file.value.id: file.value for file in by_kind["tables"]},
        documents=frozenset(file.value.id for file in by_kind["documents"]),
        measures=frozenset(file.value.id for file in by_kind["measures"]),
        titles=frozenset(file.value.id for file in by_kind["measures"] if file.value.kind == "title"),
        stacking={rule.id: rule for file in by_kind["stacking"] for rule in file.value.rules},
        implications={one.id: one for file in by_kind["implications"] for one in file.value.implications},
        contradictions={one.id: one for file in by_kind["contradictions"] for one in file.value.contradictions},
        calls=[file.value for file in by_kind["calls"]],
        holders=frozenset(holder.id for file in by_kind["evidence"] for holder in file.value.holders),
        first_files={key: file for file in reversed(files) for _, key in _declared(file)},
    )


def _declared(file: CheckedFile) -> Iterator[tuple[KeyPath, tuple[str, str, str]]]:
    """The ids that a file declares: the path, and the id with the folder and the kind of what it names."""
    folder = str(file.source.path)[: -len(file.source.relative)]
    ids: list[tuple[KeyPath, str]]
    match file.value:
        case FactSection(facts=facts):
            ids = [(("facts", index, "id"), fact.id) for index, fact in enumerate(facts)]
        case _ if file.source.declares in LISTS:
            return ((path, (folder, of, name)) for of, ids in ids_of_lists(file) for path, name in ids)
        case value:
            ids = [(("id",), getattr(value, "id", ""))]
    return ((path, (folder, file.source.declares, name)) for path, name in ids)


def _wrong(path: KeyPath, message: Text, hint: Text | None = None) -> Finding:
    return Finding(message=message, hint=hint, path=path)


def the_file_is_named_after_its_id(file: CheckedFile, _names: DeclaredNames) -> Iterator[Finding]:
    """A measure, a document, a table or a call is in a file named after its id."""
    stem = PurePosixPath(file.source.relative).stem
    if file.source.declares in ("measures", "documents", "tables", "calls", "derived") and file.value.id != stem:
        yield _wrong(
            ("id",), Text(f"编号 {file.value.id} 与文件名 {stem} 不一致", f"the id {file.value.id} differs from the file name {stem}")
        )


def facts_carry_their_section(file: CheckedFile, _names: DeclaredNames) -> Iterator[Finding]:
    """A fact's id is ``section.name``: a profile has it in the table of its section."""
    if isinstance(file.value, FactSection):
        for index, fact in enumerate(file.value.facts):
            if fact.section != file.value.section or not fact.name:
                prefix = file.value.section
                yield _wrong(("facts", index, "id"), Text(f"编号应以 {prefix}. 开头", f"the id begins with {prefix}."))


def questions_hang_on_other_facts(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """A question depends on other, declared facts, each with an answer that says that there is no such thing."""
    for index, fact in enumerate(file.value.facts if isinstance(file.value, FactSection) else ()):
        yield from wrong_in_what_it_hangs_on(fact, ("facts", index, "hangs_on"), names.declared_facts)


def ids_are_declared_once(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """No id occurs twice in a file; a measure's criteria and those of its calls share one list."""
    ids: list[tuple[KeyPath, object]] = []
    match file.value:
        case FactSection(facts=facts):
            ids = [(("facts", index, "id"), fact.id) for index, fact in enumerate(facts)]
        case Measure(criteria=criteria, id=measure_id):
            of_calls = {criterion.id for call in names.calls if measure_id in call.measures for criterion in call.criteria}
            ids = [((), name) for name in sorted(of_calls)]
            ids += [(("criteria", index, "id"), criterion.id) for index, criterion in enumerate(criteria)]
        case _ if file.source.declares in LISTS:
            ids = [(path, (of, name)) for of, listed in ids_of_lists(file) for path, name in listed]
        case Call(criteria=criteria):
            ids = [(("criteria", index, "id"), criterion.id) for index, criterion in enumerate(criteria)]
    seen: set[object] = set()
    for path, declared in ids:
        if declared in seen:
            name = declared[1] if isinstance(declared, tuple) else declared
            yield _wrong(path, Text(f"编号重复：{name}", f"declared twice: {name}"))
        seen.add(declared)


def an_id_is_declared_in_one_file(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """No two files of one folder declare the same id; a later folder may replace it."""
    for path, key in _declared(file):
        first, name = names.first_files[key], key[2]
        if first is not file:
            other = first.source.relative
            yield _wrong(path, Text(f"{name} 已在 {other} 中声明", f"{name} is declared in {other} already"))


def documents_exist(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """Each document that is referred to is declared."""
    for path, document in _documents_named(file.plain, ()):
        if document not in names.documents:
            context = RuleContext()
            context.unknown_name(path, Text("政策文件", "document"), document, names.documents)
            yield from context.findings


def _documents_named(data: object, path: KeyPath) -> Iterator[tuple[KeyPath, object]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "document":
                yield (*path, key), value
            elif key not in ("facts", "expect"):
                yield from _documents_named(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _documents_named(value, (*path, index))


def a_document_carries_out_another(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """The document that another one implements is declared, and is not that document itself."""
    if isinstance(file.value, Document) and file.value.carries_out is not None:
        others = names.documents - {file.value.id}
        if file.value.carries_out not in others:
            context = RuleContext()
            context.unknown_name(("carries_out",), Text("政策文件", "document"), file.value.carries_out, others)
            yield from context.findings


def rules_fit_the_facts(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """Each condition and amount names declared facts, tables and choices, in a way that fits their kinds."""
    context = names.rule_context
    for index, criterion in enumerate(file.plain.get("criteria", ())):
        if "when" in criterion:
            read_condition(criterion["when"], context, ("criteria", index, "when"))
    funding = file.plain.get("funding", {})
    if "amount" in funding:
        read_amount(funding["amount"], context, ("funding", "amount"))
    for index, way in enumerate(funding.get("readings", ())):
        read_amount(way["amount"], context, ("funding", "readings", index, "amount"))
    yield from context.findings


def a_criterion_says_how_it_is_decided(file: CheckedFile, _names: DeclaredNames) -> Iterator[Finding]:
    """A criterion is computed, decided by the authority, or both; prose alone decides nothing."""
    criteria: Sequence[Criterion] = getattr(file.value, "criteria", ())
    for index, criterion in enumerate(criteria):
        if criterion.when is None and criterion.review is None:
            yield _wrong(
                ("criteria", index),
                Text("既没有 when 也没有 review", "neither when nor review"),
                Text("写明可核算的条件，或说明由谁认定", "say what can be computed, or who decides it"),
            )


def funding_is_whole(file: CheckedFile, _names: DeclaredNames) -> Iterator[Finding]:
    """Cash, vouchers and tax relief with a figure have an award, an amount or readings, and sources; the other kinds have no amount."""
    if isinstance(file.value, Measure):
        yield from wrong_in_funding(file.value.funding)


def titles_say_what_they_give(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """A title says what its holders can answer, and brings no money; only titles do."""
    if isinstance(file.value, Measure):
        yield from wrong_in_title(file.value, file.plain, names.rule_context)


def stacking_rules_are_sound(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """Each stacking rule in force is complete, names declared measures, and fits the other rules."""
    if isinstance(file.value, Stacking):
        for index, rule in enumerate(file.value.rules):
            if names.stacking[rule.id] is rule:
                yield from wrong_in_rule(rule, ("rules", index), names.measures - names.titles, names.stacking.values())
                if rule.ceiling is not None:
                    context = names.rule_context
                    read_amount(file.plain["rules"][index]["ceiling"], context, ("rules", index, "ceiling"))
                    yield from context.findings


def derived_facts_are_sound(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """Each derived fact has one form, which fits the facts that it names, and no other way to be worked out."""
    if isinstance(file.value, DerivedFact):
        yield from wrong_in_derived_fact(file.value, file.plain, names.declared_facts, names.facts)


def implications_are_sound(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """Each implication in force is complete and fits the facts that it names."""
    if isinstance(file.value, Implications):
        for index, one in enumerate(file.value.implications):
            if names.implications[one.id] is one:
                plain = file.plain["implications"][index]
                yield from wrong_in_implication(one, plain, ("implications", index), names.declared_facts, names.facts)


def contradictions_are_sound(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """Each contradiction in force is complete and fits the facts that it names."""
    if isinstance(file.value, Contradictions):
        for index, one in enumerate(file.value.contradictions):
            if names.contradictions[one.id] is one:
                yield from wrong_in_contradiction(one, file.plain["contradictions"][index], ("contradictions", index), names.facts)


def evidence_is_sound(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """What evidence.toml names is declared, and what is official has a document."""
    if isinstance(file.value, Evidence):
        named = names.measures | {call.id for call in names.calls}
        yield from wrong_in_evidence(file.value, names.declared_facts, names.holders, named)


def _undeclared_measures(path: KeyPath, measures: Sequence[str], names: DeclaredNames) -> Iterator[Finding]:
    for index, measure in enumerate(measures):
        if measure not in names.measures:
            context = RuleContext()
            context.unknown_name((*path, index), Text("措施", "measure"), measure, names.measures)
            yield from context.findings


def what_is_left_out_concerns_measures(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """Each measure that something left out concerns is declared."""
    if isinstance(file.value, NotModelledThings):
        for index, one in enumerate(file.value.not_modelled):
            yield from _undeclared_measures(("not_modelled", index, "measures"), one.measures, names)


def a_call_serves_measures(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """Each measure that a call names is declared, and its window does not end before it begins."""
    if not isinstance(file.value, Call):
        return
    yield from _undeclared_measures(("measures",), file.value.measures, names)
    if file.value.opens and file.value.closes and file.value.opens > file.value.closes:
        yield _wrong(("closes",), Text("截止日早于开始日", "it closes before it opens"))


def table_rows_fit(file: CheckedFile, names: DeclaredNames) -> Iterator[Finding]:
    """Rows name declared keys and columns, hold figures in order with a source, and never two for one day."""
    if isinstance(file.value, Table):
        yield from wrong_in_table(file.value, names.facts)


def answers_fit_the_kind(file: CheckedFile, _names: DeclaredNames) -> Iterator[Finding]:
    """A choice has at least two answers, each once; other kinds have no choices; only a year has an answer for never."""
    for index, fact in enumerate(file.value.facts if isinstance(file.value, FactSection) else ()):
        yield from wrong_in_choices(fact, ("facts", index))


INVARIANTS: tuple[ReferenceCheck, ...] = (
    the_file_is_named_after_its_id,
    facts_carry_their_section,
    questions_hang_on_other_facts,
    ids_are_declared_once,
    an_id_is_declared_in_one_file,
    documents_exist,
    a_document_carries_out_another,
    answers_fit_the_kind,
    rules_fit_the_facts,
    a_criterion_says_how_it_is_decided,
    funding_is_whole,
    titles_say_what_they_give,
    stacking_rules_are_sound,
    implications_are_sound,
    contradictions_are_sound,
    derived_facts_are_sound,
    evidence_is_sound,
    a_call_serves_measures,
    what_is_left_out_concerns_measures,
    table_rows_fit,
)
