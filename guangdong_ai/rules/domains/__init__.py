"""Sets of values of one fact: one algebra for near misses, lint, cases and stacking. A test holds it to the evaluator."""

from guangdong_ai.rules.domains.choice_sets import ChoiceSets
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.domains.intervals import Intervals

Domain = Discrete | Intervals | ChoiceSets
"""All forms. What takes a domain apart ends with ``assert_never``: mypy rejects a form that is missing there."""
