"""What would change the result: near misses, and two assessments compared, in words, as a page, as Markdown, as JSON."""
