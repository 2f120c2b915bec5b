"""Checks of a TOML document as a profile: its schema version, tables, keys and values, and the list ``dont_know``."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.foundation.toml_file import TomlFile
from guangdong_ai.profiles.asked_up_to import ASKED_UP_TO, asked_up_to_findings
from guangdong_ai.profiles.check_value import findings_about

SCHEMA: Final = 1
"""The version of the form of a profile file."""
OWN_KEYS: Final = ("schema", "dont_know", ASKED_UP_TO)
"""The keys of a profile file that are not facts."""


def document_findings(file: TomlFile, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """All findings, each with its path in the file; lazily, so that a caller may stop."""
    if not file.text.strip():
        yield Finding(
            message=Text("文件是空的", "the file is empty"),
            hint=Text("一份可填写的档案", "one to fill in"),
            command=("profile", "template"),
        )
        return
    schema = list(schema_findings(file.data))
    yield from schema
    if schema and "schema" in file.data:
        return
    yield from _table_findings(file.data, facts)
    if "dont_know" in file.data:
        yield from dont_know_findings(file.data["dont_know"], file.data, facts)
    if ASKED_UP_TO in file.data:
        yield from asked_up_to_findings(file.data[ASKED_UP_TO])


def schema_findings(data: Mapping[str, Any]) -> Iterator[Finding]:
    """A finding for an unknown schema version; such a file is not checked further, since all other findings would follow from that."""
    if "schema" not in data:
        yield Finding(
            message=Text(f"缺少 schema = {SCHEMA}", f"schema = {SCHEMA} is missing"),
            hint=Text(f"在文件第一行写上 schema = {SCHEMA}", f"make schema = {SCHEMA} the first line of the file"),
        )
        return
    schema = data["schema"]
    if isinstance(schema, bool) or not isinstance(schema, int) or schema != SCHEMA:
        from guangdong_ai.profiles.wrong_value import given_but_expected

        newer = isinstance(schema, int) and schema > SCHEMA
        yield Finding(
            message=given_but_expected(schema, Text(f"{SCHEMA}（本版本能读的档案格式）", f"{SCHEMA} (the form that this version reads)")),
            hint=Text("这份档案可能需要新版本的 guangdong-ai", "the file may need a newer guangdong-ai") if newer else None,
            path=("schema",),
        )


def _table_findings(data: Mapping[str, Any], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    sections = {fact.section for fact in facts.values()}
    for section, table in data.items():
        if section in OWN_KEYS:
            continue
        if section not in sections:
            from guangdong_ai.profiles.unknown_key import unknown_table

            yield unknown_table(section, facts, OWN_KEYS)
        elif not isinstance(table, dict):
            yield _not_a_table(section, table)
        else:
            for name, value in table.items():
                fact = facts.get(f"{section}.{name}")
                if fact is None:
                    from guangdong_ai.profiles.unknown_key import unknown_fact

                    yield unknown_fact(section, name, facts)
                else:
                    yield from findings_about(fact, value)


def _not_a_table(section: str, given: object) -> Finding:
    return Finding(
        message=Text(f"{section} 应为一个表", f"{section} must be a table"),
        hint=Text(f"单独一行写 [{section}]，下面写各项", f"write [{section}] on a line of its own and the keys below"),
        path=(section, 0) if isinstance(given, list) and given else (section,),
    )


def dont_know_findings(dont_know: Any, data: Mapping[str, Any], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """Findings about the list ``dont_know``; ``data``: the answers, in tables by section."""
    from guangdong_ai.profiles.quotation import quoted
    from guangdong_ai.profiles.unknown_key import unknown_fact_id
    from guangdong_ai.profiles.wrong_value import given_but_expected

    if not isinstance(dont_know, list):
        yield Finding(
            message=given_but_expected(dont_know, Text("信息项的数组", "an array of fact ids")),
            hint=Text('写成 dont_know = ["enterprise.revenue"]', 'write dont_know = ["enterprise.revenue"]'),
            path=("dont_know",),
        )
        return
    seen: set[str] = set()
    for position, fact_id in enumerate(dont_know):
        path = ("dont_know", position)
        given = quoted(fact_id)
        if not isinstance(fact_id, str):
            yield Finding(message=given_but_expected(fact_id, Text("加引号的信息项", "a fact id in quotes")), path=path)
        elif fact_id not in facts:
            yield replace(unknown_fact_id(fact_id, facts), path=path)
        elif fact_id in seen:
            yield Finding(message=Text("{}写了两次", "{} is given twice").format(given), path=path)
        elif _is_answered(facts[fact_id], data):
            yield Finding(
                message=Text("{}写在 dont_know 中，又给出了答案", "{} is in dont_know and is answered too").format(given),
                hint=Text("请去掉其中一处", "take one of them out"),
                path=path,
            )
        seen.update([fact_id] if isinstance(fact_id, str) else [])


def _is_answered(fact: Fact, data: Mapping[str, Any]) -> bool:
    table = data.get(fact.section)
    return isinstance(table, dict) and fact.name in table
