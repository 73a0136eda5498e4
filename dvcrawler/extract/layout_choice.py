"""Which layout reads a page."""

from dataclasses import replace

from dvcrawler.extract.generic.kinds.albums import is_photo_essay
from dvcrawler.extract.generic.kinds.notice import NOTICE
from dvcrawler.extract.generic.layout import GENERIC, LAST_RESORT
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Layout, Reading

#: Layouts that are tried if none of the site's own layouts reads a page.
FALLBACKS = (GENERIC, LAST_RESORT, NOTICE)


def choose_layout(page: Page, layouts: tuple[Layout, ...]) -> tuple[Layout, Reading] | None:
    """The first layout that matches the page and gives a reading. Where that has no text, a later one may
    find pictures or a video in its place.
    """
    found: tuple[Layout, Reading] | None = None
    for layout in layouts:
        reading = layout.read(page) if layout.matches(page) else None
        if found is None and reading is not None:
            found = layout, reading
            if not _is_bare(reading):
                return found
        elif found is not None and reading is not None and reading.kind is not None and not reading.body:
            return found[0], replace(found[1], kind=reading.kind, images=found[1].images or reading.images)
    return found


def _is_bare(reading: Reading) -> bool:
    return not (reading.body or reading.kind or is_photo_essay(reading.images))
