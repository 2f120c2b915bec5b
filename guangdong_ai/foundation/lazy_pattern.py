"""Regular expressions that are compiled at their first use.

The package has eighty; a start uses a handful, and each costs up to five milliseconds to compile.
"""

import re
from typing import Any, AnyStr, cast


def lazy_pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As ``re.compile``, but compiled at the first use of any method: an error in ``text`` is raised then."""
    return cast("re.Pattern[AnyStr]", _Uncompiled(text, flags))


class _Uncompiled:
    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled pattern; it is stored on this object, so that later uses go to it directly."""
        if name.startswith("__"):
            raise AttributeError(name)
        method = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, method)
        return method
