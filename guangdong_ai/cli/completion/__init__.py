"""Completion in bash, zsh and fish: the command line, the values that fit, and their output for each shell."""

INSTRUCTION = "_GUANGDONG_AI_COMPLETE"
"""The variable in which a shell asks: ``complete_`` and the name of the shell. ``source_`` asks for the script instead, which Typer prints."""
