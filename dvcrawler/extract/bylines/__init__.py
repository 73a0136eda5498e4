"""Bylines among the lines of an article, and names there that sign nothing."""
