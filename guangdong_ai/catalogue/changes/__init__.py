"""What differs between two catalogues, record by record and field by field. Nothing here knows what a field means."""
