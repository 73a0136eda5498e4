"""Whether two records with ids of their own are one article, shown at several addresses of a site.

`?lang=vi`, a host for telephones, `index.php` before the path or an address without a slug give a page an id
of its own where no site file says how addresses of one article differ. The content decides: nobody publishes
two articles of one headline, text and author in the same minute.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dvcrawler.normalize.plausibility import MIN_TWIN_BODY

#: How the layouts of pages read by landmarks begin. The addresses of any other layout's site are known.
_GENERIC = "generic"
#: The time of day that stands for none.
_MIDNIGHT = "T00:00"


def publication_of(record: Mapping[str, Any]) -> str | None:
    """What is equal for two records of one article alone; None for a record that cannot be compared.

    Without a time of day the pictures count as well: a notice of each day may repeat its text.
    """
    if not is_compared(record["layout"]) or len(record["body"]) < MIN_TWIN_BODY or not record["date"]:
        return None
    minute = record["published_at"] or ""
    parts = [record["content_hash"], minute, *_name_files(record["documents"])]
    if not minute or _MIDNIGHT in minute:
        parts += _name_files(record["images"])
    return "\n".join(parts)


def is_compared(layout: str) -> bool:
    """Whether records of the layout are compared at all."""
    return layout.startswith(_GENERIC)


def _name_files(files: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of files without their folders, which may be those of another host."""
    return sorted(each["url"].rpartition("/")[2] for each in files)
