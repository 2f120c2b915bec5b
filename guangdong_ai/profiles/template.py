"""A profile file to fill in: every fact with its question and what it accepts, all answers commented out."""

from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.catalogue.fact import Fact, FactSection
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.profiles.document_findings import SCHEMA
from guangdong_ai.profiles.example_value import example_value
from guangdong_ai.profiles.toml_literal import toml_literal
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import NEVER, Kind

_OPENING = (
    Text("档案：申报单位的各项信息。", "A profile: what is known about the applicant."),
    Text(
        "知道的信息项：删去该行开头的“# ”，把示例换成实际内容。其余各行保持原样，没有填写的就是未知，不会按“否”或 0 处理。",
        'For what you know, take the "# " off the line and put the answer in the place of the example. Leave the other lines: '
        "what is not given counts as unknown, never as no or 0.",
    ),
    Text("填好后运行：guangdong-ai check 文件名", "Then run: guangdong-ai check FILE"),
)
_DONT_KNOW = Text("确实不清楚的信息项写在这里，以后不再询问：", "What you were asked and do not know, so that it is not asked again:")
_ONE_OF = Text("从下列各项中选一项：", "One of:")
_SOME_OF = Text("从下列各项中选一项或几项，都没有写 []：", "Any of these, or [] for none:")
_KINDS: Mapping[Kind, Text] = Registry(
    "the template of a profile",
    "kinds",
    {
        "text": Text("文字", "Text"),
        "yes_no": Text("true 表示是，false 表示否", "true or false"),
        "count": Text("整数", "A whole number"),
        "money": Text("金额，单位：元", "An amount in yuan"),
        "share": Text("比例，70% 写作 0.7", "A share: 70 % is written 0.7"),
        "year": Text("年份", "A year"),
        "date": Text("日期：年-月-日", "A date: year-month-day"),
        "months": Text("月数", "How many months"),
    },
    without={"choice": "the fact's own choices are listed", "choices": "the fact's own choices are listed"},
)


def template(sections: Sequence[FactSection], language: Language) -> str:
    """The text of a valid profile file in which nothing is known yet."""
    return "\n".join(_lines(sections, language)) + "\n"


def _lines(sections: Sequence[FactSection], language: Language) -> Iterator[str]:
    yield from (_comment(line.in_language(language)) for line in _OPENING)
    yield f"schema = {SCHEMA}"
    for fact in [fact for section in sections for fact in section.facts][:1]:
        yield ""
        yield _comment(_DONT_KNOW.in_language(language))
        yield f"# dont_know = {toml_literal([fact.id])}"
    for section in sections:
        yield ""
        yield _comment(f"==== {section.title.in_language(language)} ====")
        yield f"[{section.section}]"
        for fact in section.facts:
            yield ""
            yield from _fact_lines(fact, language)


def _fact_lines(fact: Fact, language: Language) -> Iterator[str]:
    yield _comment(fact.question.in_language(language))
    if fact.help:
        yield _comment(fact.help.in_language(language))
    if fact.choices:
        yield _comment((_SOME_OF if fact.traits.is_multi_valued else _ONE_OF).in_language(language))
        for choice in fact.choices:
            yield f"#     {toml_literal(choice.id)}  {choice.label.in_language(language)}"
    else:
        unit = Text("，单位：{}", " ({})").format(fact.unit) if fact.unit else ""
        never = Text("；{} 表示{}", "; {}: {}").format(NEVER, fact.never) if fact.never else ""
        yield _comment(Text("{}{}{}", "{}{}{}").format(_KINDS[fact.kind], unit, never).in_language(language))
    yield f"# {fact.name} = {toml_literal(example_value(fact, language))}"


def _comment(text: str) -> str:
    return "# " + " ".join(text.split())
