"""Entries of menus and lists in plain scripts: `{name: 'Thời sự', url: '/thoi-su'}`, and markup that a script
writes, `document.write('<a href="/thoi-su">Thời sự</a>')`.
"""

import html
import re
from collections.abc import Iterator
from itertools import chain, islice

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_values import inline_scripts
from dvcrawler.families.lists.data_items import DataItem, read_item
from dvcrawler.normalize.text import clean_text

#: One of them is in any script with such entries.
_MARKS = re.compile(
    rb"(?:url|href|link|path|duongdan)[\"']?\s{0,3}:\s{0,3}[\"'](?:https?:|\\?/)|[\"'`].{0,300}<a\s", re.I
)
_BRACKETS = re.compile(r"[{}\[\]]")
_PAIR = re.compile(
    r"(?<![\w$])[\"']?([A-Za-z_]{2,24})[\"']?\s{0,3}:\s{0,3}(?:\"([^\"\n]{1,400})\"|'([^'\n]{1,400})')"
)
_WRITTEN = re.compile(
    r"<a\s[^>]{0,200}?\bhref=\\?[\"']([^\"'\\<>+]{1,400})\\?[\"'][^>]{0,200}>([^<>]{1,200})<\\?/a", re.I
)
#: What the names of entries of menus are called, beside those of articles.
_LABELS = ("text", "label", "ten", "caption")
#: Part of an address or text that the script puts in, as in a template.
_UNFILLED = re.compile(r"\$\{|\{\{|<%|'\s?\+|\+\s?'")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_MOST_ITEMS, _LONGEST_PIECE = 2000, 4000


def script_items(page: Page) -> list[DataItem]:
    """The titled addresses in the page's scripts; each script is a list of its own."""
    if _MARKS.search(page.data) is None:
        return []
    scripts = enumerate(inline_scripts(page))
    return [*islice((item for place, text in scripts for item in _read(text, f"script{place}")), _MOST_ITEMS)]


def _read(text: str, place: str) -> Iterator[DataItem]:
    if "@context" in text[:400]:  # JSON-LD
        return
    text = text.replace("\\/", "/")
    for each in chain(_read_objects(text, place), _read_markup(text, f"{place}.a")):
        if not _UNFILLED.search(f"{each.address} {each.title}"):
            yield each


def _read_objects(text: str, place: str) -> Iterator[DataItem]:
    for piece in _BRACKETS.split(text):
        if ":" not in piece or len(piece) > _LONGEST_PIECE:
            continue
        item = read_item(_read_values(piece), place)
        if item is not None and item.address:
            yield item


def _read_values(piece: str) -> dict[str, str]:
    """The keys and texts of an object; the label of a menu's entry counts as its name."""
    values = {found[1]: _unescape(found[2] or found[3]) for found in _PAIR.finditer(piece)}
    label = next((values[name] for name in _LABELS if name in values), None)
    return values if label is None else {"name": label} | values


def _read_markup(text: str, place: str) -> Iterator[DataItem]:
    for found in _WRITTEN.finditer(text) if "<a" in text else ():
        title = clean_text(html.unescape(_unescape(found[2])))
        if title:
            yield DataItem(title, html.unescape(found[1]), place=place)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
