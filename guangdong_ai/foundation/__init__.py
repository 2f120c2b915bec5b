"""Records, texts, findings, errors, files and TOML with places: what every layer uses."""
