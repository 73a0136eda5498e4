"""Which layout reads a page."""

from dvcrawler.extract.generic.kinds.albums import is_photo_essay
from dvcrawler.extract.generic.kinds.notice import NOTICE
from dvcrawler.extract.generic.layout import GENERIC, LAST_RESORT
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Layout, Reading

#: Layouts that are tried if none of the site's own layouts reads a page.
FALLBACKS = (GENERIC, LAST_RESORT, NOTICE)


def choose_layout(page: Page, layouts: tuple[Layout, ...]) -> tuple[Layout, Reading] | None:
    """The first layout that matches the page and gives a reading. One without a text gives way to a later one
    that finds pictures or a video in its place.
    """
    found: tuple[Layout, Reading] | None = None
    for layout in layouts:
        reading = layout.read(page) if layout.matches(page) else None
        if reading is None or (found is not None and (reading.body or reading.kind is None)):
            continue
        if found is not None or not _is_bare(reading):
            return layout, reading
        found = layout, reading
    return found


def _is_bare(reading: Reading) -> bool:
    return not (reading.body or reading.kind or is_photo_essay(reading.images))
