"""Pages as a web archive shows them: with its bar above, and links that lead into it. Undone in bytes, before
anything is read.

An archive writes the time of the capture into each link, as `//web.archive.org/web/20240301020304im_/http…`,
with or without its host. No page can itself link to what was captured in the same second: such a link shows
that the page was rewritten, also where it was asked for as it had been (`id_`).
"""

from dvcrawler.patterns import lazy_regex

_BAR = (b"<!-- BEGIN WAYBACK TOOLBAR INSERT -->", b"<!-- END WAYBACK TOOLBAR INSERT -->")
#: What an archive puts before an address: its host and folders, each of which may be missing, a time, and the
#: type of the answer. Scripts escape slashes.
_PREFIX = (
    rb"(?:(?:https?:)?(?:\\?/){2}[\w.-]{1,100}(?::[0-9]{1,5})?)?"
    rb"(?:(?:\\?/[\w.~-]{1,40}){0,3}\\?/[0-9]{14}(?:[a-z]{2}_)?|\\?/web\\?/[0-9]{4,14}(?:[a-z]{2}_)?)"
    rb"\\?/(?=https?:(?:\\?/){1,2}|mailto:)"
)
#: A page may itself link to a web archive: of two prefixes the second is its own.
_LINKS = lazy_regex(rb"(?<![\w/\\])" + _PREFIX + rb"((?:" + _PREFIX + rb")?)")
_CAPTURE = lazy_regex(rb"/([0-9]{14})(?:[a-z]{2}_)?\\?/https?:\\?/")


def undo_rewriting(page: bytes) -> bytes:
    """The page with its own links, and without the bar. For pages that are known to be rewritten."""
    return _LINKS.sub(rb"\1", _cut_bar(page))


def is_rewritten(page: bytes, stamp: str) -> bool:
    """Whether the page has the bar, or links to captures of the time of its own: `stamp`, of 14 digits."""
    if _BAR[0] in page:
        return True
    own = stamp.encode()
    return own in page and any(link[1] == own for link in _CAPTURE.finditer(page))


def _cut_bar(page: bytes) -> bytes:
    above, _, rest = page.partition(_BAR[0])
    _, end, below = rest.partition(_BAR[1])
    return above + below if end else page
