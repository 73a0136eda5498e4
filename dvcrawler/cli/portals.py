"""What pages show of each portal, and how other portals name it."""

from typing import TYPE_CHECKING

from dvcrawler.site_lists import describe_held_sites

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from dvcrawler.coverage.count import Portal


def load_portals(settings: "BaseSettings") -> "dict[str, Portal]":
    """The part of each site file that the pages show."""
    from dvcrawler.coverage.count import Portal

    sites = describe_held_sites(settings)
    return {name: Portal(site.title, site.addresses, site.hosts) for name, site in sites.items()}


def load_outlets(settings: "BaseSettings") -> dict[str, tuple[str, ...]]:
    """The names by which a source line may refer to each site."""
    from dvcrawler.coverage.count import outlets_of

    return outlets_of(load_portals(settings))
