"""How much may still be done. Time is bounded without a look at the clock: the same arguments are cut off at the same point everywhere."""


class GaveUpError(Exception):
    """The question is too hard to be answered with the work that is allowed."""


class Work:
    """Steps of some microseconds each, of which a limited number may be taken."""

    def __init__(self, most: int) -> None:
        self.left = most

    def spend(self, steps: int = 1) -> None:
        """Take that many steps. Raises GaveUpError when there are not so many left."""
        self.left -= steps
        if self.left < 0:
            raise GaveUpError
