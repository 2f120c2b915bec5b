"""Tests of the profiles layer, with a few facts made by hand: one of each kind."""
