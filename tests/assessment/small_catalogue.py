"""A catalogue of a few lines, made from plain data as a catalogue folder would hold it."""

from datetime import date
from pathlib import Path
from typing import Any

import tomli_w

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.load import load_folders

BOTH = {"zh": "文字", "en": "text"}
SOURCE = {"document": "policy", "confidence": "official"}


def fact(fact_id: str, kind: str, **more: Any) -> dict[str, Any]:
    """A declared fact."""
    return {"id": fact_id, "kind": kind, "label": BOTH, "question": BOTH, "change": "quick", "change_reason": BOTH, **more}


def measure(measure_id: str, **more: Any) -> dict[str, Any]:
    """A measure of the document "policy"; in cash by a formula of 1,000 yuan unless ``funding`` says otherwise."""
    funding = {"kind": "cash", "award": "formula", "amount": 1000, "sources": [{"figure": BOTH, **SOURCE}]}
    plain = {"id": measure_id, "document": "policy", "reviewed_on": date(2026, 1, 1), "title": BOTH, "benefit": BOTH, "audience": BOTH}
    return {**plain, "funding": funding, **more}


def criterion(criterion_id: str, **more: Any) -> dict[str, Any]:
    """A criterion; ``when`` and ``review`` are the caller's."""
    return {"id": criterion_id, "text": BOTH, "source": SOURCE, **more}


def call(call_id: str, *measures: str, **more: Any) -> dict[str, Any]:
    """A call of the document "policy"."""
    return {"id": call_id, "measures": list(measures), "document": "policy", "title": BOTH, "source": SOURCE, **more}


def stacking_rule(rule_id: str, form: str, **more: Any) -> dict[str, Any]:
    """A certain stacking rule of the document "policy" unless ``certain`` says otherwise; its measures are the caller's."""
    return {"id": rule_id, "form": form, "text": BOTH, "certain": True, "source": SOURCE, **more}


def _sections(facts: tuple[dict[str, Any], ...]) -> dict[str, dict[str, Any]]:
    names = list(dict.fromkeys(plain["id"].partition(".")[0] for plain in facts))
    return {
        f"facts/{name}.toml": {
            "section": name,
            "title": BOTH,
            "order": names.index(name),
            "facts": [plain for plain in facts if plain["id"].startswith(f"{name}.")],
        }
        for name in names
    }


def catalogue(
    folder: Path, *measures: dict[str, Any], facts: tuple[dict[str, Any], ...] = (), calls: tuple[dict[str, Any], ...] = (), **more: Any
) -> Catalogue:
    """The catalogue, written to ``folder`` and loaded from it. The document "policy" is valid in the whole of 2026.

    There is the fact "firm.ready", and ``facts``; their sections come in this order. ``manifest``, ``document`` and ``documents`` change
    and add to the rest.
    """
    manifest = {"version": "1", "reviewed_on": date(2026, 1, 1), "covers_from": date(2026, 1, 1), "covers_until": date(2029, 12, 31)}
    policy = {
        "id": "policy",
        "title": BOTH,
        "scope": "policy",
        "confidence": "official",
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
    }
    files: dict[str, dict[str, Any]] = {
        "catalogue.toml": {**manifest, "languages": ["zh", "en"], **more.get("manifest", {})},
        "documents/policy.toml": {**policy, **more.get("document", {})},
        **_sections((fact("firm.ready", "yes_no"), *facts)),
        "stacking.toml": {"rules": more.get("stacking", [])},
        **{
            f"documents/{plain['id']}.toml": {"title": BOTH, "scope": "city", "confidence": "official", **plain}
            for plain in more.get("documents", ())
        },
        **{f"calls/{plain['id']}.toml": plain for plain in calls},
        **{f"here/{plain['id']}.toml": plain for plain in measures},
    }
    for name, plain in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tomli_w.dumps(plain), encoding="utf-8")
    return load_folders([folder])
