"""The names of the sites that have a file under `spiders/`, without executing or importing any."""

import re
from functools import cache
from importlib import resources

#: How a site file states its name; tests hold every file to that.
_NAME = re.compile(r'^    name = "([a-z0-9_-]+)"$', re.M)
_CLASS = re.compile(r"^class ", re.M)


@cache
def site_names() -> tuple[str, ...]:
    """Sorted. Takes a millisecond, and `known_sites` a quarter of a second with what it imports."""
    folder = resources.files("dvcrawler.spiders")
    files = [each.read_bytes() for each in folder.iterdir() if each.name.endswith(".py")]
    texts = [data.decode("utf-8", "replace") for data in files]
    if not all(map(_is_plain, texts)):  # `known_sites` says what is wrong with a file that cannot be read
        from dvcrawler.families.files.known_sites import known_sites

        return tuple(sorted(known_sites()))
    names = sorted(found[1] for text in texts if (found := _NAME.search(text)))
    if len(set(names)) < len(names):
        from dvcrawler.families.files.site_files import check_names

        check_names(names)
    return tuple(names)


def _is_plain(text: str) -> bool:
    """Whether the file can be read as text, and has no spider whose name is written in another form."""
    is_text = "\0" not in text and "�" not in text
    return is_text and (_CLASS.search(text) is None or _NAME.search(text) is not None)
