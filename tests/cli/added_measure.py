"""A measure of a test's own in a folder for ``--policies``: what stands in every such file, so that a test writes only what it is about."""

from pathlib import Path

from guangdong_ai.foundation.text import Text

_FILE = """
id = "{id}"
document = "gd-measures-2025"
article = "2"
reviewed_on = 2026-11-23
title = {{ zh = "{title.zh}", en = "{title.en}" }}
benefit = {{ zh = "资助1万元。", en = "A grant of 10,000 yuan." }}
audience = {{ zh = "{audience.zh}", en = "{audience.en}" }}
department = {{ zh = "某部门", en = "Some department" }}
apply_at = {{ zh = "某平台", en = "Some platform" }}
{criteria}
[funding]
kind = "cash"
award = "formula"
amount = 10_000

[[funding.sources]]
figure = {{ zh = "1万元", en = "10,000 yuan" }}
document = "gd-measures-2025"
article = "2"
confidence = "inferred"
{cases}"""

_CRITERION = """
[[criteria]]
id = "{id}"
text = {{ zh = "{text.zh}", en = "{text.en}" }}
when = {when}
source = {{ document = "gd-measures-2025", article = "2", confidence = "inferred" }}
"""

_CASE = """
[[cases]]
name = "{name}"
on = 2026-03-01
facts = {facts}
expect = {{ {expected} }}
"""


def add_measure(pack: Path, id_: str, title: Text, audience: Text, criteria: str, cases: str) -> Path:
    """The file of a measure that grants 10,000 yuan under its criteria."""
    file = pack / "guangdong" / f"{id_}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_FILE.format(id=id_, title=title, audience=audience, criteria=criteria, cases=cases), encoding="utf-8")
    return file


def criterion(id_: str, text: Text, when: str) -> str:
    """A criterion that can be computed; ``when`` as TOML."""
    return _CRITERION.format(id=id_, text=text, when=when)


def case(name: str, facts: str, eligibility: str) -> str:
    """A case of such a measure; ``facts`` as TOML."""
    low_and_high = ", low = 10_000, high = 10_000" if eligibility == "eligible" else ""
    return _CASE.format(name=name, facts=facts, expected=f'eligibility = "{eligibility}"{low_and_high}')
