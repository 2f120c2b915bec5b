"""What is told, a module a thing: as blocks in both languages, and as plain data. It knows no width, colour or format."""
