"""Recognises the system of a site by its pages and by the headers of its responses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dvcrawler.extract.page import Page
from dvcrawler.families import (
    dotnetnuke,
    drupal,
    gov,
    joomla,
    liferay,
    nukeviet,
    party,
    sharepoint,
    vnpt,
    wordpress,
)
from dvcrawler.families.cms import Cms, Place
from dvcrawler.normalize.url_form import host_of

#: Of two equally certain systems the first one wins.
SYSTEMS = tuple(
    family.CMS
    for family in (
        vnpt,
        party,
        nukeviet,
        wordpress,
        joomla,
        drupal,
        liferay,
        dotnetnuke,
        sharepoint,
        gov,
    )
)
#: The total weight of marks from which a system is certain.
_CERTAIN = 3
#: Bytes of a page that are searched: marks are in its head and its first boxes.
_MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Recognised:
    """`why`: the marks that were found, in words; `weight`: of all of them."""

    cms: Cms
    why: tuple[str, ...]
    weight: int

    @property
    def is_certain(self) -> bool:
        return self.weight >= _CERTAIN


def find_certain_cms(system: Recognised | None) -> Cms | None:
    return system.cms if system is not None and system.is_certain else None


def recognise(pages: Sequence[tuple[Page, Mapping[str, str]]]) -> Recognised | None:
    """The system with the heaviest marks on these pages and in the headers of their responses (names in lower
    case). None if no system has any.
    """
    texts = [_read_texts(page, headers) for page, headers in pages]
    best = max((_weigh(cms, texts) for cms in SYSTEMS), key=lambda each: each.weight)
    return best if best.weight else None


def _read_texts(page: Page, headers: Mapping[str, str]) -> dict[Place, str]:
    return {
        "generator": page.meta.get("generator", ""),
        "markup": page.data[:_MOST_BYTES].decode("utf-8", "replace"),
        "address": "\n".join(url for url, _ in page.links if host_of(url) == host_of(page.url)),
        "header": "\n".join(f"{name}: {value}" for name, value in headers.items()),
    }


def _weigh(cms: Cms, texts: Sequence[Mapping[Place, str]]) -> Recognised:
    marks = [mark for mark in cms.marks if any(mark.pattern.search(text[mark.place]) for text in texts)]
    return Recognised(cms, tuple(mark.what for mark in marks), sum(mark.weight for mark in marks))
