"""Answers: what is known about one applicant. Parse, check, load and save; holds no rule and knows no measure."""
