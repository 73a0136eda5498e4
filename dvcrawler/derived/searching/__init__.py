"""The index of words: built, extended, and searched."""
