"""What is raised where an engine and the run row by row do not agree on a file."""


class ReadOtherwise(Exception):  # noqa: N818  # no error: the file can be read, but not by DuckDB
    """Raised while the frame is read, or what is not built right is looked for: DuckDB reads this file otherwise than a row by row run."""
