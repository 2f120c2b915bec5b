"""Titles as goals: what an applicant lacks for a title, and what the title would open.

Titles are no support: they are in no total, and what they would open is never certain. Title after title: ``path.py``; what a title
takes that a measure asks for: ``needed.py``; among near misses and in comparisons: ``goals.py``; these are loaded only where that is asked.
"""

from guangdong_ai.assessment.titles.prospect import is_held, titles_that_give, titles_to_win
from guangdong_ai.assessment.titles.readiness import (
    Opened,
    Shortfall,
    TitleReadiness,
    nearest_titles,
    readiness_of,
    title_readiness,
    titles_that_open,
)

__all__ = [
    "Opened",
    "Shortfall",
    "TitleReadiness",
    "is_held",
    "nearest_titles",
    "readiness_of",
    "title_readiness",
    "titles_that_give",
    "titles_that_open",
    "titles_to_win",
]
