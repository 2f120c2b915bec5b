"""Parquet and text tables as frames of Polars: the same records with the same cells as row by row."""
