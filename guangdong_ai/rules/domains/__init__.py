"""Sets of values of one fact: one algebra for near misses, lint, cases and stacking. The evaluator decides what is right; a test holds them to it."""
