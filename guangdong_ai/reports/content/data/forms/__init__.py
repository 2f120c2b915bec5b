"""The forms of everything that is written as JSON: each key with its type and what it means.

The writers return these types, so that mypy holds them to every key; docs/generate.py makes the schemas in docs/schema and the tables of docs/json.md of
them. Nothing is optional: what is not known is null or an empty list. A program that runs loads none of this.
"""
