"""The archive read again with today's layouts: what would change, and the revisions that say so.

`plan` chooses a capture for each article, `work` reads it (in processes of its own), `compare` says what
differs. `commands/reparse.py` puts them together.
"""
