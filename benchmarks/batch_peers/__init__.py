"""The batch engine beside its peers: the same rules, the same files, the same result. One peer a file; ``benchmarks/batch.py`` runs them."""
