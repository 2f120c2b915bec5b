"""Sets of values of one fact: one algebra for near misses, lint, cases and stacking. A test holds it to the evaluator."""
