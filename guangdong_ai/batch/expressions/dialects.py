"""The dialects in which ``measures compile`` writes SQL. A module of its own: TAB and help name them, and load no engine for it."""

from collections.abc import Mapping

DIALECTS: Mapping[str, str] = {
    "clickhouse": "clickhouse",
    "databricks": "databricks",
    "duckdb": "duckdb",
    "postgres": "postgres",
    "snowflake": "snowflake",
    "spark": "pyspark",
    "trino": "trino",
}
"""The dialects of ``compiled_sql``, with the names that ibis has for them."""
