"""The rule language: conditions that are true, false or unknown, and amounts that are ranges of yuan. Pure; knows nothing above it."""
