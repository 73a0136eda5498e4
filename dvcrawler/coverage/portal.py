"""The part of a site file that the pages and reports about the store use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dvcrawler.normalize.urls import AddressPattern


@dataclass(frozen=True, slots=True)
class Portal:
    """A site's full name, and how its addresses are read."""

    title: str
    addresses: Sequence[AddressPattern] = ()
    hosts: Mapping[str, str] = field(default_factory=dict)
