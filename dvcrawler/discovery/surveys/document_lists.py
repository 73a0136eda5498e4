"""Sites of which only the lists of documents are seen, such as one whose news a script loads."""

from collections.abc import Iterable, Mapping

from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.learning.address_shape import Shape, read_target, shape_of

DOCUMENTS_ONLY = "its lists name documents and no news: where the site has news, a script loads their lists"


def explain_documents(others: str | None) -> str:
    """`others`: the hosts of other sites to which links lead."""
    return f"{DOCUMENTS_ONLY}, or they are on another host: {others}" if others else DOCUMENTS_ONLY


def covers_documents_only(rule: AddressRule, urls: Iterable[str], kinds: Mapping[str, str]) -> bool:
    """Whether all links that the rule covers have the shape of a document. `kinds`: what the pages are that
    were tried and read.
    """
    documents = _find_shapes(url for url, kind in kinds.items() if kind == "document")
    covered = _find_shapes(url for url in urls if rule.covers(url))
    return bool(covered) and covered <= documents and set(kinds.values()) == {"document"}


def _find_shapes(urls: Iterable[str]) -> set[Shape]:
    return {shape_of(target) for target in map(read_target, urls) if target is not None}
