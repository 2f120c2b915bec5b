"""The beginning of a measure's file: sound as it stands, with everything marked that its author still has to say."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import cast

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.derived_fact import all_parts
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.lint import INVARIANTS
from guangdong_ai.catalogue.lint.placeholders import TO_FILL_IN, left_to_fill_in
from guangdong_ai.catalogue.lint.subject import Subject
from guangdong_ai.catalogue.load import check_folders
from guangdong_ai.catalogue.source_files import SourceFile
from guangdong_ai.foundation.control_characters import first_acted_on
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.suggestion import closest, did_you_mean
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.check_value import check_value
from guangdong_ai.profiles.credit_code import check_character
from guangdong_ai.profiles.example_value import example_value
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.profiles.toml_literal import Plain, toml_literal
from guangdong_ai.profiles.unknown_key import unknown_fact_id
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from guangdong_ai.rules.condition import Compare
from guangdong_ai.rules.kinds import ORDERED
from guangdong_ai.rules.operators import ORDER, SYNTAX
from guangdong_ai.rules.value import Facts, Value

FOLDER = "measures"
"""Where the file is written in a folder for ``--policies``."""

_ID = lazy_pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@record
class NewMeasure:
    """What is known of the measure: its id, the id of its document, its title, and the facts that its criteria compare."""

    id: str
    document: str
    title: Text
    facts: tuple[str, ...]


@record
class Scaffold:
    """The file, and how many of its texts are still to be said."""

    path: Path
    content: str
    to_fill_in: int


def scaffold(new: NewMeasure, catalogue: Catalogue, folders: Sequence[Path], folder: Path, as_of: date) -> Scaffold:
    """The file for the folder. ``folders``: those that ``catalogue`` is of. Raises Refused with all that is wrong; lint finds no error in what is returned."""
    wrong = list(_wrong(new, catalogue))
    if wrong:
        raise Refused(wrong)
    path = folder / FOLDER / f"{new.id}.toml"
    content = _content(new, catalogue, as_of)
    source = SourceFile(path=path, relative=f"{FOLDER}/{new.id}.toml", content=content.encode())
    whole, files, findings = check_folders(folders, (source,))
    if whole is None:
        raise Refused(findings)
    own = tuple(file for file in files if file.source is source)
    subject = Subject(catalogue=whole, files=own, as_of=as_of)
    errors = [finding for invariant in INVARIANTS for finding in invariant(subject) if finding.severity == "error"]
    if errors:
        raise Refused(errors)
    return Scaffold(path=path, content=content, to_fill_in=len(list(left_to_fill_in(own))))


def _wrong(new: NewMeasure, catalogue: Catalogue) -> list[Finding]:
    findings = []
    if _ID.fullmatch(new.id) is None:
        message = Text("编号不合要求：{}", "not an id: {}").format(quoted(new.id))
        hint = Text("小写字母、数字和连字符，如 foshan-robot-grant", "small letters, figures and hyphens, like foshan-robot-grant")
        findings.append(Finding(message=message, hint=hint, place=Place(key="--id")))
    elif new.id in catalogue.with_titles:
        message = Text(f"已经有这项措施：{new.id}", f"there is such a measure already: {new.id}")
        findings.append(Finding(message=message, hint=Text("请换一个编号", "choose another id"), place=Place(key="--id")))
    if new.document not in catalogue.documents:
        near = closest(new.document, catalogue.documents)
        message = Text("目录中没有这份文件：{}", "the catalogue has no such document: {}").format(quoted(new.document))
        write = Text(
            "先在文件夹的 documents/ 中写这份文件，见 docs/guides/measure-author.zh-CN.md",
            "first write it in documents/ of the folder, see docs/guides/measure-author.md",
        )
        findings.append(Finding(message=message, hint=did_you_mean(near) if near else write, place=Place(key="--document")))
    for option, text in (("--title-zh", new.title.zh), ("--title-en", new.title.en)):
        if not text.strip() or first_acted_on(text) is not None:
            message = Text("名称是空的，或含有控制字符", "the title is empty or contains control characters")
            findings.append(Finding(message=message, place=Place(key=option)))
    unknown = [fact for fact in new.facts if fact not in catalogue.facts]
    return findings + [replace(unknown_fact_id(fact, catalogue.facts), place=Place(key="--fact")) for fact in unknown]


def _content(new: NewMeasure, catalogue: Catalogue, as_of: date) -> str:
    facts = [catalogue.facts[name] for name in dict.fromkeys(new.facts)]
    source = f'{{ document = {toml_literal(new.document)}, confidence = "inferred" }}'
    criteria = "".join(_criterion(fact, source) for fact in facts) or _judged(source)
    examples = {fact.id: _example(fact) for fact in facts}
    answers = ", ".join(f'"{fact}" = {toml_literal(value)}' for fact, value in examples.items())
    benefit, audience = _to_fill_in("给什么、最高多少", "what it gives, and at most how much"), _to_fill_in("给谁", "for whom")
    return f"""\
id          = {toml_literal(new.id)}
document    = {toml_literal(new.document)}
reviewed_on = {as_of.isoformat()}
title       = {_text(new.title)}
benefit     = {_text(benefit)}
audience    = {_text(audience)}
{criteria}
[funding]
kind = "unpublished"

[[questions_open]]
text = {_text(_to_fill_in("原文没有说的，一句一项", "what the published text does not say, one thing each"))}

[[cases]]
name   = "meets every criterion"
on     = {as_of.isoformat()}
facts  = {{ {answers} }}
expect = {{ eligibility = "conditional" }}
{"".join(_cases(fact, examples, catalogue, as_of) for fact in facts)}""".replace("{  }", "{}")


def _left_out(examples: Mapping[str, Plain], catalogue: Catalogue, goes: Callable[[Facts], bool]) -> list[str]:
    """As few of the facts as can be, for ``goes`` to hold of what is left."""
    kept: dict[str, Value] = {}
    for name, example in examples.items():
        value = check_value(catalogue.facts[name], example)
        if not isinstance(value, Finding) and goes({**kept, name: value}):
            kept[name] = value
    return [name for name in examples if name not in kept]


def _cases(fact: Fact, examples: Mapping[str, Plain], catalogue: Catalogue, as_of: date) -> str:
    """One that fails the criterion, and one that leaves it unknown; where it has a limit, the first stands a step beyond.

    What would contradict the failing answer, and that from which the missing one would follow, is left out.
    """
    others = {name: example for name, example in examples.items() if name != fact.id}
    failing = check_value(fact, _failing(fact))
    contradicting = (
        []
        if isinstance(failing, Finding)
        else _left_out(others, catalogue, lambda kept: not catalogue.conflicts({**kept, fact.id: failing}, as_of))
    )
    parts = all_parts([fact.id], catalogue.derived)
    telling = _left_out(others, catalogue, lambda kept: parts.isdisjoint(catalogue.known(kept)))
    besides = f"without = {toml_literal(contradicting)}\n" if contradicting else ""
    criterion, name = toml_literal(_criterion_id(fact)), toml_literal(fact.id)
    return f"""
[[cases]]
name   = {toml_literal(f"fails {_criterion_id(fact)}")}
like   = "meets every criterion"
{besides}facts  = {{ {name} = {toml_literal(_failing(fact))} }}
expect = {{ eligibility = "ineligible", criteria = {{ {criterion} = "not_met" }} }}

[[cases]]
name    = {toml_literal(f"{fact.id} is not known")}
like    = "meets every criterion"
without = {toml_literal([fact.id, *telling])}
expect  = {{ eligibility = "undetermined", criteria = {{ {criterion} = "unknown" }} }}
"""


def _criterion_id(fact: Fact) -> str:
    return fact.id.replace(".", "-").replace("_", "-")


def _failing(fact: Fact) -> Plain:
    """A value that the criterion of ``_comparison`` does not accept."""
    written, value = _comparison(fact)
    if written in ORDER:
        (bound, side), *_ = ORDER[written].boundary(value)  # type: ignore[arg-type]  # what has an order is one value
        return cast("Plain", ORDERED[fact.kind].beyond(bound, side))  # what has an order is no set
    if isinstance(value, bool):
        return not value
    others = [choice.id for choice in fact.choices[1:2]]
    if isinstance(value, list):
        return others
    if fact.format == "credit_code":
        body = f"91440000{str(value)[8:17]}"
        return f"{body}{check_character(body)}"
    return others[0] if others else f"another {value}"


def _criterion(fact: Fact, source: str) -> str:
    written, value = _comparison(fact)
    operator = SYNTAX[written].becomes
    operand = tuple(value) if isinstance(value, list) else value
    words = condition_in_words(Compare(fact=fact.id, operator=operator, operand=operand), {fact.id: fact})
    text = Text("{}：{}", "{}: {}").format(TO_FILL_IN, words)
    judged = _to_fill_in("界限只是示例；按原文写好后删去本行", "the limit is an example: write it as published, then take this line out")
    return f"""
[[criteria]]
id     = {toml_literal(_criterion_id(fact))}
text   = {_text(text)}
when   = {{ fact = {toml_literal(fact.id)}, {written} = {toml_literal(value)} }}
review = {_text(judged)}
source = {source}
"""


def _judged(source: str) -> str:
    return f"""
[[criteria]]
id     = "to-fill-in"
text   = {_text(_to_fill_in("条件，一条一项", "the conditions, one each"))}
review = {_text(_to_fill_in("由谁认定", "who decides"))}
source = {source}
"""


_PREFERRED = ("at_least", "any_of", "is")


def _comparison(fact: Fact) -> tuple[str, Plain]:
    """How such a fact is usually compared, with an example."""
    return next(name for name in _PREFERRED if fact.kind in SYNTAX[name].kinds), _example(fact)


def _example(fact: Fact) -> Plain:
    return example_value(fact, "en")


def _to_fill_in(zh: str, en: str) -> Text:
    return Text("{}：{}", "{}: {}").format(TO_FILL_IN, Text(zh, en))


def _text(text: Text) -> str:
    return f"{{ zh = {toml_literal(text.zh)}, en = {toml_literal(text.en)} }}"
