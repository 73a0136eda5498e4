"""Pages saved out of the Wayback Machine: it adds a bar and leads every link through itself.

Its marks, seen 2026-11 in saved pages of public repositories: the scripts at the beginning of `<head>`, and
the comments around the bar. A page that only links to the archive has neither.
"""

from dvcrawler.patterns import lazy_regex

#: Bytes at the beginning of a page that are searched for its scripts.
_HEAD = 4_000
_SCRIPTS = (b"Wayback Rewrite JS Include", b"wombat.js", b"bundle-playback.js")
_BAR, _BAR_END = b"<!-- BEGIN WAYBACK TOOLBAR INSERT -->", b"<!-- END WAYBACK TOOLBAR INSERT -->"
#: Before the address of a link or a picture; the letters say of what type the answer is.
_PREFIX = lazy_regex(
    rb"(?<=[\"'=\s,(])(?:(?:https?:)?//web\.archive\.org)?/web/[0-9]{4,14}(?:[a-z]{2}_)?/(?=https?:|mailto:)"
)


def undo_replay(data: bytes) -> bytes:
    """The page with its own addresses and without the bar; any other page as it is."""
    if not any(data.find(each, 0, _HEAD) >= 0 for each in _SCRIPTS):
        return data
    return _PREFIX.sub(b"", _drop_bar(data))


def _drop_bar(data: bytes) -> bytes:
    above, _, rest = data.partition(_BAR)
    _, end, below = rest.partition(_BAR_END)
    return above + below if end else data
