"""The compiled rules run by engines made for tables: Polars on one machine, Dask and Spark on several."""
