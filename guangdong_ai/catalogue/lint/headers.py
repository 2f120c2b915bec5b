"""Names of facts in tables: what heads a column must mean one fact."""

from collections.abc import Iterator, Mapping

from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.lint.subject import Subject, error
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.spelling import header_key
from guangdong_ai.foundation.text import Text


def headers_name_one_fact(subject: Subject) -> Iterator[Finding]:
    """No synonym and no likely name of a fact is another's id, label, synonym or likely name, or stands twice for its own."""
    files = list(subject.declaring("sections"))
    claimed: dict[str, str] = {}
    for file in files:
        for fact in file.value.facts:
            claimed |= {header_key(name): fact.id for name in (fact.id, fact.label.zh, fact.label.en)}
    for file in files:
        for fact in file.value.facts:
            claimed.setdefault(header_key(fact.name), fact.id)
    for file in files:
        for index, fact in enumerate(file.value.facts):
            yield from _claims(file, index, fact, claimed)


def _claims(file: CheckedFile, index: int, fact: Fact, claimed: "dict[str, str]") -> Iterator[Finding]:
    own: Mapping[str, tuple[str, ...]] = {"synonyms": fact.synonyms, "likely_names": fact.likely_names}
    for key, names in own.items():
        for place, name in enumerate(names):
            path: KeyPath = ("facts", index, key, place)
            holder = claimed.setdefault(header_key(name), fact.id)
            if holder != fact.id:
                yield error(
                    file,
                    path,
                    Text(f"“{name}”也是 {holder} 的列名", f'"{name}" names {holder} too'),
                    Text("一个列名只能指一个信息项", "a header may mean one fact only"),
                )
            elif _stands_before(fact, key, place):
                yield error(file, path, Text(f"“{name}”写了两次", f'"{name}" is written twice'), Text("去掉一处", "take one of them out"))


def _stands_before(fact: Fact, key: str, place: int) -> bool:
    """Whether the name stands before ``place`` of the key already; a synonym may repeat the label."""
    before = fact.synonyms[:place] if key == "synonyms" else (*fact.synonyms, *fact.likely_names[:place])
    name = fact.synonyms[place] if key == "synonyms" else fact.likely_names[place]
    return header_key(name) in {header_key(other) for other in before}
