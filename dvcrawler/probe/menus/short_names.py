"""Short names of sections, as for -a section=: out of their addresses."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from dvcrawler.families.learning.address_shape import INDEXES

_LONGEST_NAME = 60
_PAGE_FOLDERS = ("pages", "sitepages", "lists", "forms")


def name_section(url: str) -> str:
    """A name for `-a section=`: the last part of the path, without its ending, and what the query says."""
    parts = urlsplit(url)
    *folders, last = unquote(parts.path).rstrip("/").split("/")
    stem, dot, ending = last.rpartition(".")
    name = (stem if dot and len(ending) <= 5 else last) or "front"
    if name.lower() in INDEXES and not parts.query:  # `/tin-xa/tabid/11/Default.aspx`
        found = [*filter(None, map(_name_folder, reversed(folders), ["", *reversed(folders)]))]
        # SharePoint keeps the pages of each section in a folder of this name.
        name = next((each for each in found if each.lower() not in _PAGE_FOLDERS), next(iter(found), name))
    values = [re.sub(r"[^\w-]+", "-", value) for _, value in parse_qsl(parts.query)]
    return "-".join([name, *values])[:_LONGEST_NAME]


def name_host(front: str) -> str:
    """What a host is called whose front page is a section: `thethao` of `https://thethao.example.vn/`."""
    return (urlsplit(front).hostname or "").removeprefix("www.").partition(".")[0]


def _name_folder(folder: str, after: str) -> str:
    """The folder, if it is neither a number nor what the number after it counts: `/tabid/11/`."""
    return "" if folder.isdecimal() or after.isdecimal() else folder
