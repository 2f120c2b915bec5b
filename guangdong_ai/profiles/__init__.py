"""Profiles: the answers of one applicant, read, checked, loaded and saved. Independent of rules and measures."""
