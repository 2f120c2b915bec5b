"""How things are said, in both languages: results, windows, money, conditions, requirements, places in documents."""
