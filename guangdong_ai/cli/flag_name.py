"""How a fact's id is written as a flag."""


def as_flag(name: str) -> str:
    """Flags are written with hyphens; dots and underscores, as in a fact's id, are accepted as well."""
    return name.replace(".", "-").replace("_", "-")


def flag_of(fact_id: str) -> str:
    """``titles.little_giant_year`` → ``--titles-little-giant-year``."""
    return f"--{as_flag(fact_id)}"
