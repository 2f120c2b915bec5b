"""What the system refuses. Findings about a user's input are values (see ``finding``); these exceptions carry them out.

``Refused`` and below: the user's input is wrong or cannot be read: exit code 1. Anything else that escapes is a bug: exit code 3.
"""

from collections.abc import Sequence

from guangdong_ai.foundation.finding import Finding


class Refused(Exception):  # noqa: N818  # it is no error of the program: the input is refused
    """The input cannot be used; ``findings`` says why, all of it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)  # what an exception is made of again in another process
        self.findings = tuple(findings)

    def __str__(self) -> str:
        """Each finding in English on a line of its own: where, what is wrong, and in brackets what to do. The command line says it in both languages."""
        from guangdong_ai.foundation.control_characters import shown_safely

        return "\n".join(shown_safely(_line(finding), "") for finding in self.findings)


def _line(finding: Finding) -> str:
    place, hint = str(finding.place), ""
    if finding.hint is not None:
        command = " ".join(finding.command)
        hint = f" ({finding.hint.en}{': guangdong-ai ' if command else ''}{command})"
    return f"{place}{': ' if place else ''}{finding.message.en}{hint}"


class ReaderGone(Exception):  # noqa: N818  # nothing is wrong: whoever read the output has seen enough
    """What reads the output has closed it."""
