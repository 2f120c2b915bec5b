import subprocess
import sys
from pathlib import Path

HEAVY = (
    "pydantic",
    "difflib",
    "tree_sitter",
    "tomli_w",
    "rich",
    "unicodedata2",
    "prompt_toolkit",
    "platformdirs",
    "tempfile",
    "jsonschema",
    "typer",
)
SCRIPT = """
import sys
from pathlib import Path
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.plain_value import to_plain
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.profiles.parse_text import parse_text
two = Text("zh", "en")
fact = Fact(id="enterprise.revenue", kind="money", label=two, question=two, change="slow", change_reason=two)
name = Fact(id="enterprise.name", kind="text", label=two, question=two, change="slow", change_reason=two)
profile = load_profile(Path(sys.argv[1]), {fact.id: fact, name.id: name})
assert profile.facts[fact.id] == parse_text(fact, "3,000,000"), profile
assert value_in_words(fact, profile.facts[fact.id]).en == "CNY 3,000,000"
print(" ".join(sorted(sys.modules)))
"""


def test_loading_a_profile_and_reading_flags_imports_nothing_heavy(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('schema = 1\nenterprise = { name = "Yuezhi", revenue = 3_000_000 }\n', encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(path)], capture_output=True, text=True, encoding="utf-8", check=True)
    assert not set(done.stdout.split()).intersection(HEAVY)
