"""The rules as expressions over encoded columns, which Polars, Spark and SQL databases run."""
