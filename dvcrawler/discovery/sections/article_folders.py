"""Sections of a portal whose menu only a script draws, by the folders of its articles: `/thoi-su` of
`/thoi-su/202403/bai-viet-so-mot-1234567/`.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

from dvcrawler.discovery.sections.menu_links import drop_duplicates
from dvcrawler.families.non_sections import is_front_page, is_never_section

_MOST_FOLDERS, _DEEPEST = 20, 3


def article_folders(articles: Iterable[str]) -> list[str]:
    """The addresses of the folders, without numbers at their end, nor those of scripts (`/tin.aspx/amp`);
    there may be no page at them.
    """
    found = filter(None, map(_find_folder, articles))
    return drop_duplicates(found)[:_MOST_FOLDERS]


def _find_folder(url: str) -> str | None:
    parts = urlsplit(url)
    names = parts.path.strip("/").split("/")[:-1]
    while names and names[-1].isdecimal():
        names.pop()
    if not 0 < len(names) <= _DEEPEST or any(map(str.isdecimal, names)) or "." in names[-1]:
        return None
    path = "/".join(["", *names, *([""] if parts.path.endswith("/") else [])])
    folder = urlunsplit(parts._replace(path=path, query="", fragment=""))
    return None if is_front_page(folder) or is_never_section(folder) else folder
