"""Holds the catalogue against the notes that it is written from, both ways. See ``__main__``."""
