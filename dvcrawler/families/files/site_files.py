"""Reports mistakes in site files in one line: the file, the line and what is wrong."""

import re
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dvcrawler.errors import ConfigError, DvcrawlerError
from dvcrawler.extract.site import Site
from dvcrawler.families.files.site_fields import find_wrong_type

#: Most patterns begin with what excludes other pages, which is long and rarely wrong.
_MAX_SHOWN = 100
FOLDER = Path(__file__).parents[2] / "spiders"


@contextmanager
def naming_site_file() -> Iterator[None]:
    """Turns an error caused by a site file into a ConfigError with its place; lets any other error pass."""
    try:
        yield
    except DvcrawlerError:
        raise
    except Exception as error:
        place = _find_place(error)
        if place is None:
            raise
        what = error.msg if isinstance(error, SyntaxError) else error
        raise ConfigError(f"{place}: {what}; correct the site file") from error


def check_names(names: Iterable[str]) -> None:
    """Raises ConfigError if two site files have the same name: one of them would be ignored."""
    taken = [name for name, count in Counter(list(names)).items() if count > 1]
    if taken:
        raise ConfigError(f"two site files have the name {taken[0]}; rename the site in one of them")


def check_site(site: Site) -> None:
    """Raises ConfigError for what would only be noticed within a crawl."""
    if (fault := _find_fault(site)) is not None:
        raise ConfigError(f"site file of {site.name}: {fault}")


def _find_fault(site: Site) -> str | None:
    wrong = find_wrong_type(site)
    if wrong is not None:
        return wrong
    for pattern in site.addresses:
        shown = repr(pattern.regex if len(pattern.regex) <= _MAX_SHOWN else f"…{pattern.regex[-_MAX_SHOWN:]}")
        try:
            groups = re.compile(pattern.regex).groupindex
        except re.error as error:
            return f"the address pattern {shown} cannot be used: {error}"
        if "id" not in groups:
            return f"the address pattern {shown} has no group (?P<id>…)"
    for url in (*site.start, *site.sections.values(), *site.feeds):
        if not url.startswith(("https://", "http://")):
            return f"{url!r} does not begin with https:// or http://"
    return None


def _find_place(error: Exception) -> str | None:
    """`FILE:LINE` of the last line of a site file that led to the error."""
    if isinstance(error, SyntaxError) and Path(error.filename or "").parent == FOLDER:
        return f"{error.filename}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    found = [frame for frame in frames if Path(frame.filename).parent == FOLDER]
    return f"{found[-1].filename}:{found[-1].lineno}" if found else None
