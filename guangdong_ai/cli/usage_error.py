"""What is wrong with a command line, as an exception: exit code 2."""

from guangdong_ai.foundation.text import Text


class WrongUsage(Exception):  # noqa: N818  # a state of the command line, not an error of the program
    """The command line cannot be understood: exit code 2. ``command``: the words of a command that the hint ends with."""

    def __init__(self, message: Text, hint: Text | None = None, command: tuple[str, ...] = ()) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint
        self.command = command
