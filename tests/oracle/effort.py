"""How many examples are tried. ``ORACLE=thorough`` in the environment tries many more, and different ones each time."""

import os

from hypothesis import HealthCheck, settings

THOROUGH = os.environ.get("ORACLE") == "thorough"

EFFORT = settings(
    max_examples=6_000 if THOROUGH else 150,
    deadline=None,
    derandomize=not THOROUGH,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
"""Without ``thorough`` the examples are the same on every run and on every machine."""

SMALLER_EFFORT = settings(EFFORT, max_examples=EFFORT.max_examples // 3)
"""For the properties, of which there are many."""
