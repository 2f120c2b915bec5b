"""An assessment as a table, JSON or CSV."""
