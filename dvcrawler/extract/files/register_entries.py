"""Entries of a register of official documents: facts about a decision in place of its text.

With a file such a page is a document; without one nothing of the document is on it.
"""

from collections.abc import Iterator, Sequence

from dvcrawler.extract.files.documents import FACTS
from dvcrawler.patterns import lazy_regex

#: Least number of facts that only an official document has.
_LEAST_FACTS = 2
_LABELLED = lazy_regex(r"([^|:]{2,40}?)\s?[|:]")


def is_register_entry(body: Sequence[str]) -> bool:
    """Whether every line of the text is a label with its value, and some labels are those of a document."""
    labels = [*_read_labels(body)]
    return all(labels) and sum(FACTS.search(label) is not None for label in labels) >= _LEAST_FACTS


def _read_labels(body: Sequence[str]) -> Iterator[str]:
    """The label of each line, "" for a line without one."""
    for line in "\n".join(body).split("\n"):
        found = _LABELLED.match(line)
        yield found[1] if found is not None else ""
