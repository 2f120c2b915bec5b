"""The exceptions for inputs that are refused. Findings about an input are values (see ``finding``); these exceptions carry them to the caller.

``Refused`` and its subclasses: the input is wrong or cannot be read: exit code 1. Any other exception that reaches the top is a bug: exit code 3.
"""

from collections.abc import Sequence

from guangdong_ai.foundation.finding import Finding


class Refused(Exception):  # noqa: N818  # it is no error of the program: the input is refused
    """The input cannot be used; ``findings`` holds every reason."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)  # what an exception is made of again in another process
        self.findings = tuple(findings)

    def __str__(self) -> str:
        """Each finding in English on a line of its own: place, what is wrong, and the hint in brackets. The command line shows both languages."""
        from guangdong_ai.foundation.control_characters import shown_safely

        return "\n".join(shown_safely(_line(finding), "") for finding in self.findings)


def _line(finding: Finding) -> str:
    place, hint = str(finding.place), ""
    if finding.hint is not None:
        command = " ".join(finding.command)
        hint = f" ({finding.hint.en}{': guangdong-ai ' if command else ''}{command})"
    return f"{place}{': ' if place else ''}{finding.message.en}{hint}"


class ReaderGone(Exception):  # noqa: N818  # nothing is wrong: whoever read the output has seen enough
    """The reader of the output has closed it (a broken pipe)."""
