"""The file and the line of a rule that cannot be compiled."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.record import replace


@contextmanager
def rules_are_placed(added: Sequence[Path]) -> Iterator[None]:
    """Turns NotCompilable into Refused whose findings name the file, among the bundled ones, those of packs, and those of the folders ``added``."""
    try:
        yield
    except Refused as refused:
        from guangdong_ai.batch.compile.not_compilable import NotCompilable

        if not isinstance(refused, NotCompilable) or refused.rule is None:
            raise
        from guangdong_ai.api.packs import laid_over
        from guangdong_ai.catalogue.load import place_of

        place = place_of(refused.rule.declares, refused.rule.id, refused.rule.path, laid_over(added))
        raise Refused([replace(finding, place=place) for finding in refused.findings]) from None
