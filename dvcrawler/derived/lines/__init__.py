"""The index of lines: where the latest record of each article is."""
