"""Random inputs that nobody would write, and runs that are stopped or run at once: what must hold whatever comes.

The suite tries a few of each kind. Many are tried with ``python -m tests.fuzz --tables 20000 --packs 2000 --kills 500 --pairs 200``.
"""
