"""What assessments of many random profiles come to, kept, so that work on the code's form changes no result unseen.

``python -m tests.golden`` compares all of them with what is kept, ``--write`` keeps them anew: only where results are meant to change.
"""
