"""What changed between two catalogues, or two days of one, in words, and whom it concerns: for a terminal, as Markdown, as JSON."""
