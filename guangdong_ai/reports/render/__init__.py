"""Formats, a module each. They lay out content, and know nothing of measures."""
