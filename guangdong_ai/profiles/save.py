"""Saving a profile: atomically, readable by its owner only."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.atomic_file import write_whole
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.not_written import why_not_written
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.asked_up_to import ASKED_UP_TO
from guangdong_ai.profiles.document_findings import OWN_KEYS, SCHEMA
from guangdong_ai.profiles.plain_value import to_plain
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.toml_literal import Plain
from guangdong_ai.rules.value import Value


def save_profile(profile: Profile, path: Path, facts: Mapping[str, Fact]) -> bytes:
    """Write ``profile`` to ``path``, tables and keys in the order of ``facts``, and every key of its document that is no fact.

    The file is replaced atomically and has mode 0600; if it cannot be written the old one stays. The destination of a symbolic link
    is written. Comments are not kept. Returns the bytes written. Raises Refused.
    """
    content = profile_text(profile, facts).encode()
    try:
        target = Path(os.path.realpath(path))
        if target.is_symlink() or (target.exists() and not target.is_file()):
            raise Refused([_not_saved(path, Text("这不是普通文件", "this is not an ordinary file"))])
        write_whole(target, content, private=True)
    except (OSError, ValueError) as error:
        raise Refused([_not_saved(path, why_not_written(error))]) from error
    return content


def profile_text(profile: Profile, facts: Mapping[str, Fact]) -> str:
    """The TOML text of ``profile``."""
    return tomli_w.dumps(_document(profile, facts))


def _document(profile: Profile, facts: Mapping[str, Fact]) -> dict[str, Any]:
    document: dict[str, Any] = {"schema": SCHEMA}
    if profile.dont_know or "dont_know" in profile.document:
        document["dont_know"] = list(profile.dont_know)
    if ASKED_UP_TO in profile.document:
        document[ASKED_UP_TO] = profile.document[ASKED_UP_TO]
    known = [fact_id for fact_id in facts if fact_id in profile.facts]
    for fact_id in (*known, *(fact_id for fact_id in profile.facts if fact_id not in facts)):
        section, _, name = fact_id.partition(".")
        document.setdefault(section, {})[name] = _plain(facts.get(fact_id), profile.facts[fact_id])
    for key, value in profile.document.items():
        if isinstance(value, dict):
            answers = document.get(key, {})
            kept = {name: entry for name, entry in value.items() if f"{key}.{name}" not in facts and name not in answers}
            if answers or kept:
                document[key] = answers | kept
        elif key not in OWN_KEYS:
            document.setdefault(key, value)
    return document


def _plain(fact: Fact | None, value: Value) -> Plain:
    if fact is not None:
        return to_plain(fact, value)
    return sorted(value) if isinstance(value, frozenset) else value


def _not_saved(path: Path, reason: Text) -> Finding:
    return Finding(
        message=Text("无法保存：{}", "not saved: {}").format(reason),
        hint=Text("原有内容没有改动；请换一个位置再保存", "nothing was changed; save it elsewhere"),
        place=Place(file=path),
    )
