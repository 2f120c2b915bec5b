"""What the system refuses. Findings about a user's input are values (see ``finding``); these exceptions carry them out.

``Refused`` and below: the user's input is wrong or cannot be read: exit code 1. Anything else that escapes is a bug: exit code 3.
"""

from collections.abc import Sequence

from guangdong_ai.finding import Finding


class Refused(Exception):  # noqa: N818  # it is no error of the program: the input is refused
    """The input cannot be used; ``findings`` says why, all of it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.message.en for finding in findings))
        self.findings = tuple(findings)


class ReaderGone(Exception):  # noqa: N818  # nothing is wrong: whoever read the output has seen enough
    """What reads the output has closed it."""
