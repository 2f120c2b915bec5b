"""The page of what the published texts say and no rule of the catalogue works with, by document, each with the reason."""  # the scripts of this folder are no package

from collections.abc import Iterator, Mapping
from typing import get_args

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Scope
from guangdong_ai.catalogue.not_modelled import NotModelled
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.reports.content.blocks import Content, Item, Section, TextBlock
from guangdong_ai.reports.render.markdown import in_both_languages
from guangdong_ai.reports.wording.citation import titled
from guangdong_ai.reports.wording.phrase import with_colon

TITLE = Text("没有收入规则的内容", "What is not modelled")
_LEAD = Text(
    "公开文件里写到、目录的规则却没有用来判断或计算的内容，以及理由。各措施“没有查明的”另列没有公布或没有见到的事项。",
    "What public documents say and no rule of the catalogue decides or computes with, and why. What is not published or was not seen "
    "stands with each measure, under what is not known.",
)
_NO_DOCUMENT = Text("不属于目录中的某一份文件", "Of no single document of the catalogue")


def left_out_page(catalogue: Catalogue) -> str:
    """The whole page, first in Chinese, then in English."""
    sections = (Section(None, (TextBlock(_LEAD),)), *_by_document(catalogue))
    return in_both_languages(Content(TITLE, (TextBlock(Text("policies/not_modelled.toml", "policies/not_modelled.toml"), "id"),), sections))


def _by_document(catalogue: Catalogue) -> Iterator[Section]:
    by_document: dict[str | None, list[NotModelled]] = {}
    for one in catalogue.not_modelled.values():
        by_document.setdefault(one.document, []).append(one)
    policy_first = sorted(catalogue.documents.values(), key=lambda document: get_args(Scope).index(document.scope))
    for document in (*(document.id for document in policy_first), None):
        if document in by_document:
            title = _NO_DOCUMENT if document is None else titled(catalogue.documents[document])
            yield Section(title, tuple(_item(one, _titles(catalogue)) for one in by_document[document]))


def _titles(catalogue: Catalogue) -> Mapping[str, Text]:
    return {name: measure.title for name, measure in catalogue.with_titles.items()}


def _item(one: NotModelled, titles: Mapping[str, Text]) -> Item:
    concerns = () if not one.measures else (_concerns([titles[name] for name in one.measures]),)
    return Item(one.subject, (one.reason, *concerns))


def _concerns(titles: list[Text]) -> Text:
    return with_colon(Text("涉及", "Concerns"), joined(Text("、", "; "), titles))
