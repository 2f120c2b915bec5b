"""The differences between two catalogues, record by record and field by field. Independent of what the fields mean."""
