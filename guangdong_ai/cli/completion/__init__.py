"""What TAB offers in bash, zsh and fish: the line it stands in, the values that fit there, and how each shell wants to be told."""

INSTRUCTION = "_GUANGDONG_AI_COMPLETE"
"""The variable in which a shell asks: ``complete_`` and the name of the shell. ``source_`` asks for the script instead, which Typer prints."""
