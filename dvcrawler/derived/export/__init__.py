"""Exports the store as JSON Lines, CSV, SQLite, Parquet and a Hugging Face folder.

The same store gives the same bytes: articles are sorted by id, and no file holds its time of creation.
"""
