"""Tests of the catalogue layer, on a small catalogue of its own in ``small/`` and on the bundled one."""
