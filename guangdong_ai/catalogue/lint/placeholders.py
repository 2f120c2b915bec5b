"""What a new file of a measure says where its author has to say something."""

from collections.abc import Iterator, Sequence

from guangdong_ai.catalogue.check_files import CheckedFile
from guangdong_ai.catalogue.lint.bilingual import texts_of
from guangdong_ai.catalogue.lint.subject import warning
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text

TO_FILL_IN = Text("待填写", "To fill in")
"""What such a text begins with."""


def left_to_fill_in(files: Sequence[CheckedFile]) -> Iterator[Finding]:
    """A warning at each text that still says so, in either language."""
    for file in files:
        for path, text in texts_of(file):
            if text.zh.startswith(TO_FILL_IN.zh) or text.en.startswith(TO_FILL_IN.en):
                yield warning(file, path, Text("还没有填写：{}", "not filled in yet: {}").format(text))
