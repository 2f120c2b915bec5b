"""The job done by one of the engines: row by row, or by Polars, Dask or Spark over the compiled rules, behind one interface."""
