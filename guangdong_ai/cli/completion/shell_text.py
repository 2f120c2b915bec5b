"""The values for completion, written as each shell reads them."""

import re
from collections.abc import Callable, Sequence

from guangdong_ai.cli.completion.line import CommandLine
from guangdong_ai.cli.completion.offered import Offered
from guangdong_ai.foundation.control_characters import first_acted_on, shown_safely
from guangdong_ai.foundation.lazy_pattern import lazy_pattern

_BASH_READS = lazy_pattern(r"""[\s"'\\$`!&;|<>()\[\]{}*?#]""")
"""Characters that bash would not take literally."""


def shell_text(line: CommandLine, offered: Sequence[Offered]) -> str:
    """The text for the shell's script. Without values the shell offers files."""
    # What a terminal would act on cannot be typed: such a value is not offered.
    return _TEXTS[line.asked_by](line, [item for item in offered if first_acted_on(item[0]) is None])


def _for_bash(line: CommandLine, items: Sequence[Offered]) -> str:
    """A value a line, without the part that bash keeps, and escaped unless the word is in quotation marks."""
    values = [value[len(line.kept) :] for value, _ in items]
    return "\n".join(value if line.quote else _BASH_READS.sub(r"\\\g<0>", value) for value in values)


def _for_zsh(line: CommandLine, items: Sequence[Offered]) -> str:
    """A call of ``_arguments`` that the script evaluates, and that evaluates the list of values once more."""
    del line
    if not items:
        return "_files"
    listed = " ".join(_zsh_item(item) for item in items).replace("'", "'\\''")
    return f"_arguments '*: :(({listed}))'"


def _zsh_item(item: Offered) -> str:
    value, meaning = item
    value = value.replace("\\", "\\\\").replace(":", "\\:")
    said = value if not meaning else f"{value}:{_in_one_line(meaning)}"
    return '"' + re.sub(r'[\\"$`]', r"\\\g<0>", said) + '"'


def _for_fish(line: CommandLine, items: Sequence[Offered]) -> str:
    """A value a line, with its meaning after a tab."""
    del line
    return "\n".join(f"{value}\t{_in_one_line(meaning)}" if meaning else value for value, meaning in items)


def _in_one_line(text: str) -> str:
    return shown_safely(" ".join(text.split()), "")


_TEXTS: dict[str, Callable[[CommandLine, Sequence[Offered]], str]] = {"bash": _for_bash, "zsh": _for_zsh, "fish": _for_fish}
