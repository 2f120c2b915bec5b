"""The measures that all peers have, and the day on which they are held against firms. Loads nothing."""

from datetime import date

AS_OF = date(2026, 3, 1)

MEASURES = (
    "national-project-match",
    "rnd-special-ai",
    "rnd-special-robotics",
    "innovation-centre",
    "industry-alliance",
    "single-champion-award",
    "little-giant-award",
    "ai-scenarios",
    "robot-plus",
    "benchmark-supplier",
    "benchmark-user",
    "key-projects",
    "data-elements",
    "open-source-operation",
    "leading-talent",
    "industry-fund",
    "standards",
    "exchange-platforms",
    "prudent-regulation",
)
"""The measures of the province, which all peers have."""

WITH_MONEY = (
    "innovation-centre",
    "single-champion-award",
    "little-giant-award",
    "benchmark-supplier",
    "benchmark-user",
    "open-source-operation",
)
"""Those of them that bring an amount and whose window is not closed on AS_OF: the candidates of a total."""
