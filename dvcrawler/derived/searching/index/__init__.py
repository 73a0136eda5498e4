"""The files of the index of words: built, extended, and read."""
