"""Reads the archive again with today's layouts, to append what changes as revisions.

`plan` chooses a capture for each article, `work` reads it in worker processes, `compare` finds the
differences. `commands/reparse.py` puts them together.
"""
