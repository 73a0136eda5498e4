"""Runs of a period: which addresses may be in it, and on which pages of a section it begins."""
