"""Random tests on a busy machine: the first example pays for imports, and none is late."""

from hypothesis import settings

no_deadline = settings(deadline=None)
