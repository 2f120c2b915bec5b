"""A second, deliberately naive evaluator, and the comparison of the real one with it."""
