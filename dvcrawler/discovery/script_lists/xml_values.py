"""A list that a script is sent as XML, read as one that is sent as JSON: objects and strings."""

from collections.abc import Mapping

from dvcrawler.discovery.feed_files.xml_stream import read_xml

_BEGINNING = b"<?xml"
#: How a whole page begins, XHTML too, which is not a part of a list.
_WHOLE, _LONGEST_HEAD = (b"<html", b"<!doctype"), 500


class _Objects:
    """The elements with others inside, by the names of these; and texts with links, such as those of JSF."""

    is_full = False

    def __init__(self) -> None:
        self.values: list[dict[str, str] | str] = []
        self._open: list[tuple[dict[str, str], list[str]]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._open.append((dict(attributes), []))

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1][1].append(text)

    def end(self, name: str) -> None:
        fields, texts = self._open.pop()
        text = "".join(texts).strip()
        if fields:
            self.values.append(fields)
        elif self._open:
            self._open[-1][0].setdefault(name, text)
        if "<a" in text:
            self.values.append(text)


def is_whole_page(body: bytes) -> bool:
    """Whether the answer is a page of its own in the place of a part of a list."""
    start = body[:_LONGEST_HEAD].lower()
    return any(mark in start for mark in _WHOLE)


def is_xml_list(body: bytes) -> bool:
    """Whether the answer may be a list in XML, and not a page."""
    start = body[:_LONGEST_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(_BEGINNING) and not is_whole_page(body)


def read_xml_values(body: bytes) -> list[dict[str, str] | str]:
    objects = _Objects()
    read_xml(body, objects)
    return objects.values
