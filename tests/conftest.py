"""What holds for all tests that try random examples: none has a deadline, and how long a failing one is made smaller is bounded."""

from hypothesis import Phase, settings
from hypothesis.internal.conjecture import engine

engine.MAX_SHRINKING_SECONDS = 30
"""Instead of five minutes: long enough for small examples, and an example with an answer to every question is no smaller after five either."""

settings.register_profile("suite", deadline=None, phases=[phase for phase in Phase if phase is not Phase.explain])
settings.load_profile("suite")
