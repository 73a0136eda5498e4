"""Which layout reads a page."""

from collections.abc import Iterator
from dataclasses import replace

from dvcrawler.extract.generic.kinds.albums import is_photo_essay
from dvcrawler.extract.generic.kinds.notice import NOTICE
from dvcrawler.extract.generic.kinds.players import VIDEO, plays_video
from dvcrawler.extract.generic.layout import GENERIC, LAST_RESORT
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Layout, Reading

#: Layouts that are tried if none of the site's own layouts reads a page.
FALLBACKS = (GENERIC, LAST_RESORT, NOTICE)


def choose_layout(page: Page, layouts: tuple[Layout, ...]) -> tuple[Layout, Reading] | None:
    """The first layout that matches the page and gives a reading. Where that has no text, a later one may
    find pictures or a video in its place.
    """
    readings = _list_readings(page, layouts)
    found = next(readings, None)
    if found is None or not _is_bare(found[1]):
        return found
    layout, bare = found
    if plays_video(page, bare.title):  # asked first: the other layouts take five times the time of the site's
        return layout, replace(bare, kind=VIDEO)
    shown = next((each for _, each in readings if each.kind is not None and not each.body), None)
    if shown is None:
        return found
    return layout, replace(bare, kind=shown.kind, images=bare.images or shown.images)


def _list_readings(page: Page, layouts: tuple[Layout, ...]) -> Iterator[tuple[Layout, Reading]]:
    for layout in layouts:
        reading = layout.read(page) if layout.matches(page) else None
        if reading is not None:
            yield layout, reading


def _is_bare(reading: Reading) -> bool:
    return not (reading.body or reading.kind or is_photo_essay(reading.images))
