"""Findings about names that the catalogue does not have: a table, a key or a fact id, each with a suggestion."""

from collections.abc import Mapping

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.suggestion import closest, did_you_mean
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import quoted


def unknown_table(name: str, facts: Mapping[str, Fact], own_keys: tuple[str, ...]) -> Finding:
    """The finding about ``name`` at the top of the file, which is neither a section nor one of the file's ``own_keys``."""
    sections = _sections(facts)
    given = quoted(name)
    return Finding(
        message=Text("不认识{0}；可用的表：{1}", "{0} is not known; the tables are {2}").format(
            given, "、".join(sections), ", ".join(sections)
        ),
        hint=_belongs_elsewhere(name, facts) or _near(name, [*sections, *own_keys]),
        path=(name,),
    )


def unknown_fact(section: str, name: str, facts: Mapping[str, Fact]) -> Finding:
    """The finding about ``name`` in the table of a section that has no such fact."""
    names = {fact.name: fact for fact in facts.values() if fact.section == section}
    given = quoted(name)
    near = closest(name, names)
    return Finding(
        message=Text("[{0}] 中没有{1}；可用的键：{2}", "[{0}] has no {1}; its keys are {3}").format(
            section, given, "、".join(names), ", ".join(names)
        ),
        hint=did_you_mean(near, names[near].label) if near else _belongs_elsewhere(name, facts),
        path=(section, name),
    )


def unknown_fact_id(name: str, facts: Mapping[str, Fact]) -> Finding:
    """The finding about ``name``, which should be the id of a fact."""
    given = quoted(name)
    complete = [fact.id for fact in facts.values() if fact.name == name]
    near = complete[0] if complete else closest(name, facts)
    return Finding(
        message=Text("没有{}这个信息项", "there is no fact {}").format(given),
        hint=did_you_mean(near, facts[near].label)
        if near
        else Text("应为“表名.键名”，如 enterprise.city", "write table.key, like enterprise.city"),
    )


def _sections(facts: Mapping[str, Fact]) -> list[str]:
    return list(dict.fromkeys(fact.section for fact in facts.values()))


def _belongs_elsewhere(name: str, facts: Mapping[str, Fact]) -> Text | None:
    """For the name or full id of a fact in the wrong table: the right one."""
    fact = facts.get(name) or next((fact for fact in facts.values() if fact.name == name), None)
    if fact is None:
        return None
    return Text(f"把 {fact.name} 写在 [{fact.section}] 下面", f"write {fact.name} under [{fact.section}]")


def _near(name: str, candidates: list[str]) -> Text | None:
    near = closest(name, candidates)
    return did_you_mean(near) if near else None
