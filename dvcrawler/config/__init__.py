"""The settings file dvcrawler.toml: found, checked as a whole, and applied."""
