"""Judges a site's health from its recent run records alone: no network, no clock, no files."""
