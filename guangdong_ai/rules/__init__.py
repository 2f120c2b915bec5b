"""The rule language: conditions that are true, false or unknown, and amounts that are ranges of yuan. Pure: no files, no clock, no layer above."""
