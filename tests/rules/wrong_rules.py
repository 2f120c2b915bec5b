"""The files of wrong rules in this folder, each with everything that is said about it."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.toml_file import key_name

Case = dict[str, Any]


def wrong(name: str) -> list[Case]:
    """The cases of one file."""
    text = Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
    cases: list[Case] = tomllib.loads(text, parse_float=Decimal)["cases"]
    return cases


def said(findings: list[Finding]) -> list[dict[str, Any]]:
    """Findings as the files write them."""
    return [
        {"at": key_name(finding.path), "zh": finding.message.zh, "en": finding.message.en}
        | ({"hint": {"zh": finding.hint.zh, "en": finding.hint.en}} if finding.hint else {})
        for finding in findings
    ]
