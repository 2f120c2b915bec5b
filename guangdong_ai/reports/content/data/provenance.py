"""What a result comes from, beside the day and the answers: the program, what was chosen of the catalogue, and what is not decided."""

from typing import TYPE_CHECKING

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.reports.content.data.assessment import plain_text
from guangdong_ai.reports.wording.caveats import not_decided

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.provenance import ProvenanceData


def plain_provenance(catalogue: Catalogue) -> "ProvenanceData":
    """The program, what was chosen of the catalogue, and what is not decided."""
    from guangdong_ai import __version__

    chosen = catalogue.chosen
    return {
        "program": __version__,
        "policies": list(chosen.laid_over),
        "scopes": list(chosen.scopes),
        "only_measures": list(chosen.measures),
        "closing_by": None if chosen.closing_by is None else chosen.closing_by.isoformat(),
        "not_decided": plain_text(not_decided()),
    }
