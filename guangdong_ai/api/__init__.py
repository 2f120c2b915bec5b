"""The Python API: what a script, a notebook or the command line asks, and what it gets. `guangdong_ai` itself exports it (docs/python.md)."""
