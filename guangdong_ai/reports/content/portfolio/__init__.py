"""Many applicants for people: a workbook of all of them, and the overview of their reports."""
