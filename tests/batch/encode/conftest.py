"""The facts of the bundled catalogue, and one command run by two engines."""

from tests.batch.run.conftest import checked_catalogue, facts, run, same

__all__ = ["checked_catalogue", "facts", "run", "same"]
