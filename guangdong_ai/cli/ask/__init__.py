"""``ask``: the questionnaire. It asks only what still matters, says why, saves after each answer, and ends with the assessment."""
