"""Files that a format has written, read again: the record of the result that they carry, and what they tell.

Whoever hands such a file back may have changed it, and anything may be called ``.docx``: every size is bounded, and nothing in a file is followed or run.
"""
