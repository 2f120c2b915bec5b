"""The compiled rules run by engines made for tables: Polars on one machine, Dask and Spark on several."""

import os

# Pieces of this many rows halve the memory that Polars takes, and cost no time. It reads the variable once, when it is first imported.
os.environ.setdefault("POLARS_IDEAL_MORSEL_SIZE", "25000")
