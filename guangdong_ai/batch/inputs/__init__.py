"""Tables and profiles in: files of six formats, each record of them read as one applicant or rejected with reasons."""
