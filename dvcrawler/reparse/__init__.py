"""Reads the archive again with today's layouts, to append the changes as revisions.

`rereading` puts the parts together: `plan` chooses a capture for each article, `work` reads it, `pool` and
`on_ray` share out the work, `compare` finds the differences. `records` is for other programs.
"""

from dvcrawler.reparse.archive import UnreadCapture, records

__all__ = ["UnreadCapture", "records"]
