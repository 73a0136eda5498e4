"""The sites of the portal, their sections and their shares of the articles; see data/sites.toml."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sample_portal.data_files import read_data
from sample_portal.recipes import MIXES, Recipe


@dataclass(frozen=True, slots=True)
class Section:
    """`pager` is how its list continues (see `listings`); `kind` is the kind of its articles."""

    path: str
    name: str
    pager: str
    kind: str = "article"

    @property
    def era(self) -> str:
        """The era of its articles, as in `Recipe`."""
        return "channel" if self.pager == "legacy" else "section"

    @property
    def cms_id(self) -> str:
        """The 32 hexadecimal digits by which the CMS knows the section."""
        return f"{self.path.encode()[:15].hex().upper():0>32}"


@dataclass(frozen=True, slots=True)
class Site:
    """`oldest` and `newest` are Vietnam time, naive: the articles of the current site lie between them.

    `address` is the form of article addresses, None for SECTION/YYYYMM/SLUG-ID/; `first_id` goes with it."""

    name: str
    host: str
    title: str
    share: int
    sections: tuple[Section, ...]
    recipes: tuple[Recipe, ...]
    oldest: datetime
    newest: datetime
    address: str | None = None
    first_id: int = 0


def _read_site(table: dict[str, Any]) -> Site:
    sections = tuple(Section(**section) for section in table.pop("sections"))
    recipes = MIXES[table.pop("mix")]
    return Site(**table, sections=sections, recipes=recipes)


SITES = tuple(_read_site(table) for table in read_data("sites")["sites"])
BY_NAME = {site.name: site for site in SITES}

#: The host of the paper's old site, to 10/2022.
LEGACY_HOST = "baonamdinh.com.vn"
HOSTS = (
    "baonamdinh.vn",
    "www.baonamdinh.vn",
    LEGACY_HOST,
    "www.baonamdinh.com.vn",
    *(site.host for site in SITES[1:]),
)
