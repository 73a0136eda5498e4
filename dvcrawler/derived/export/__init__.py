"""The store in the forms that others read: JSON Lines, CSV, SQLite, Parquet and a Hugging Face folder.

The same store gives the same bytes: articles are sorted by id, and no file holds the time of its making.
"""
