"""Which layout reads a page."""

from dvcrawler.extract.generic.kinds.notice import NOTICE
from dvcrawler.extract.generic.layout import GENERIC, LAST_RESORT
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Layout, Reading

#: Layouts that are tried if none of the site's own layouts reads a page.
FALLBACKS = (GENERIC, LAST_RESORT, NOTICE)


def choose_layout(page: Page, layouts: tuple[Layout, ...]) -> tuple[Layout, Reading] | None:
    """The first layout that matches the page and gives a reading."""
    for layout in layouts:
        if layout.matches(page):
            reading = layout.read(page)
            if reading is not None:
                return layout, reading
    return None
