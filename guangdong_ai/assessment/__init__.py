"""Catalogue × profile × day → assessment. Pure: no clock, no terminal, no files."""
