"""A flag for each fact, made from the catalogue."""

from collections.abc import Callable, Sequence

import typer
from typer.core import TyperOption

from guangdong_ai.catalogue.fact import Fact, FactSection
from guangdong_ai.cli.completion.values import answers_to
from guangdong_ai.cli.described_command import TAKEN
from guangdong_ai.cli.flag_answers import Given
from guangdong_ai.cli.flag_name import flag_of
from guangdong_ai.foundation.text import Language


def fact_options(sections: Sequence[FactSection], language: Language) -> list[TyperOption]:
    """An option for each fact, in a help panel for each section. The values are collected in the context's ``obj``."""
    return [
        TyperOption(
            param_decls=[flag_of(fact.id)],
            type=str,
            multiple=True,
            default=None,
            required=False,
            show_default=False,
            expose_value=False,
            callback=_collect(fact),
            help=fact.label.in_language(language),
            metavar=TAKEN[fact.kind].in_language(language),
            rich_help_panel=section.title.in_language(language),
            autocompletion=answers_to(fact, language),
        )
        for section in sections
        for fact in section.facts
    ]


def _collect(fact: Fact) -> Callable[[typer.Context, object, Sequence[str] | None], None]:
    def callback(context: typer.Context, _option: object, values: Sequence[str] | None) -> None:
        given: Given = context.ensure_object(list)
        given += [(flag_of(fact.id), fact.id, value) for value in values or ()]

    return callback
