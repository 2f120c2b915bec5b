"""Pages in a real browser, documents in a real office: skipped where the program is not installed."""
