"""The CMS of the seed page: the party and mass-organisation sites under namdinh.gov.vn."""

from dataclasses import replace

from dvcrawler.extract.layouts.party import PARTY
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import PARTY_DETAIL, PARTY_NEWS


def party_site(name: str, title: str, host: str) -> Site:
    """A site of this family. Listings, pagination and markup are unknown: found at run time."""
    return Site(
        name=name,
        title=title,
        hosts={host: host},
        layouts=(PARTY,),
        addresses=(PARTY_NEWS, PARTY_DETAIL),
        start=(f"https://{host}/",),
        family="party",
    )


def on_host(site: Site, host: str) -> Site:
    """The same site on another host."""
    host = host.lower().removeprefix("www.")
    return replace(site, hosts={host: host}, start=(f"https://{host}/",))
