"""Results out: four shapes of table, four formats of file, each written whole or not at all."""
