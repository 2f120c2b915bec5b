"""The flag for a fact."""


def as_flag(name: str) -> str:
    """The name with hyphens, as flags are written; dots and underscores, as in a fact's id, are accepted as well."""
    return name.replace(".", "-").replace("_", "-")


def flag_of(fact_id: str) -> str:
    """``titles.little_giant_year`` → ``--titles-little-giant-year``."""
    return f"--{as_flag(fact_id)}"
