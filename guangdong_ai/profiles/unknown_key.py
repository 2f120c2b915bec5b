"""Findings about names that the catalogue does not know: a table, a key or a fact id, each with what may have been meant."""

from collections.abc import Mapping

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.finding import Finding
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.suggestion import closest, did_you_mean
from guangdong_ai.text import Text


def unknown_table(name: str, facts: Mapping[str, Fact], own_keys: tuple[str, ...]) -> Finding:
    """``name`` stands at the top of the file and is neither a section nor one of the file's ``own_keys``."""
    sections = _sections(facts)
    given = quoted(name)
    return Finding(
        message=Text(
            f"不认识{given.zh}；可用的表：{'、'.join(sections)}",
            f"{given.en} is not known; the tables are {', '.join(sections)}",
        ),
        hint=_belongs_elsewhere(name, facts) or _near(name, [*sections, *own_keys]),
        path=(name,),
    )


def unknown_fact(section: str, name: str, facts: Mapping[str, Fact]) -> Finding:
    """``name`` stands in the table of a section that has no such fact."""
    names = {fact.name: fact for fact in facts.values() if fact.section == section}
    given = quoted(name)
    near = closest(name, names)
    return Finding(
        message=Text(
            f"[{section}] 中没有{given.zh}；可用的键：{'、'.join(names)}",
            f"[{section}] has no {given.en}; its keys are {', '.join(names)}",
        ),
        hint=did_you_mean(near, names[near].label) if near else _belongs_elsewhere(name, facts),
        path=(section, name),
    )


def unknown_fact_id(name: str, facts: Mapping[str, Fact]) -> Finding:
    """``name`` is meant to be the id of a fact and is not."""
    given = quoted(name)
    complete = [fact.id for fact in facts.values() if fact.name == name]
    near = complete[0] if complete else closest(name, facts)
    return Finding(
        message=Text(f"没有{given.zh}这个信息项", f"there is no fact {given.en}"),
        hint=did_you_mean(near, facts[near].label)
        if near
        else Text("应为“表名.键名”，如 enterprise.city", "write table.key, like enterprise.city"),
    )


def _sections(facts: Mapping[str, Fact]) -> list[str]:
    return list(dict.fromkeys(fact.section for fact in facts.values()))


def _belongs_elsewhere(name: str, facts: Mapping[str, Fact]) -> Text | None:
    """For the name or full id of a fact in the wrong place: the table it belongs into."""
    fact = facts.get(name) or next((fact for fact in facts.values() if fact.name == name), None)
    if fact is None:
        return None
    return Text(f"把 {fact.name} 写在 [{fact.section}] 下面", f"write {fact.name} under [{fact.section}]")


def _near(name: str, candidates: list[str]) -> Text | None:
    near = closest(name, candidates)
    return did_you_mean(near) if near else None
