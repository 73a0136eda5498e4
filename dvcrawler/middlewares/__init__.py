"""Handles single requests and responses between engine and downloader."""
