"""The index of shingles: the same text on several sites."""
