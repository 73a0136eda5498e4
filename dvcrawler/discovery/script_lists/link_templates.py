"""How a script, or a template in the page, writes the addresses of a list's items that it is sent as data:
`<a href="/tin/${item.slug}">${item.title}</a>`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from dvcrawler.extract.page import Page
from dvcrawler.patterns import lazy_regex

_MEMBER = r"[A-Za-z_$][\w$]{0,40}(?:\??\.[A-Za-z_$][\w$]{0,40}){1,4}"
#: Each way to put a value in, as `{item.slug}`.
_PUT_IN = (
    lazy_regex(rf"\$\{{\s{{0,3}}({_MEMBER})\s{{0,3}}\}}"),
    lazy_regex(rf"\{{\{{\s{{0,3}}({_MEMBER})\s{{0,3}}\}}\}}"),
    lazy_regex(rf"['\"`]\s{{0,3}}\+\s{{0,3}}({_MEMBER})\s{{0,3}}\+\s{{0,3}}['\"`]"),
    lazy_regex(rf"['`]\s{{0,3}}\+\s{{0,3}}({_MEMBER})(?=\s{{0,3}}\")"),
)
#: `a.href = '/tin/' + item.slug;`.
_ENDS = lazy_regex(rf"['\"`]\s{{0,3}}\+\s{{0,3}}({_MEMBER})\s{{0,3}}(?=[;,)\n])")
_MEMBERS = lazy_regex(r"(?<![\w$.])([A-Za-z_$][\w$]{0,40})((?:\??\.[A-Za-z_$][\w$]{0,40}){1,4})")
_PLACE = lazy_regex(r"\{([\w$.?]{3,200})\}")
#: The name of a value in a template.
_PLACE_NAME = lazy_regex(r"\{([\w$]{1,60})\}")
_WRITTEN = lazy_regex(
    r"(?:href|to)\s{0,3}=\s{0,3}\\?[\"'`]{0,2}"
    r"((?:https?:/)?/[^\"'`<>\s{}\\]{0,80}(?:\{[\w$.?]{3,200}\}[^\"'`<>\s{}\\]{0,40}){1,4})"
)
_TITLE = lazy_regex(
    r"\.(?:title|name|headline|tieu_?de|ten_?tin|ten_?bai|subject)(?:\.rendered)?(?![\w$])", re.I
)
#: Characters around the address in which the title is put in, and those of the page that are looked at.
_NEAR, _MOST_BYTES = 600, 400_000
_LONGEST_VALUE = 300


def find_link_template(page: Page) -> str | None:
    """The only form in which the page writes the address beside the title of the same item; the names of
    the item's values are in braces.
    """
    if b"{" not in page.data and b"+" not in page.data:
        return None
    text = page.data[:_MOST_BYTES].decode("utf-8", "replace").replace("\\/", "/")
    for form in _PUT_IN:
        text = form.sub(r"{\1}", text)
    text = _ENDS.sub(r"{\1}'", text)
    found = {*_find_written(text)}
    return found.pop() if len(found) == 1 else None


def _find_written(text: str) -> Iterator[str]:
    for found in _WRITTEN.finditer(text):
        members = _PLACE.findall(found[1])
        items = {member.replace("?", "").partition(".")[0] for member in members}
        near = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        if len(items) == 1 and _puts_title(near, items.pop()):
            yield _PLACE.sub(lambda place: "{" + place[1].rpartition(".")[2] + "}", found[1])


def _puts_title(text: str, item: str) -> bool:
    """Whether the title of the item is put in near its address: `${item.title}`, `x-text="item.title"`."""
    members = (found for found in _MEMBERS.finditer(text) if found[1] == item)
    return any(_TITLE.search(found[2].replace("?", "")) for found in members)


def fill_template(template: str, item: Mapping[str, Any]) -> str | None:
    """The address of an item; None if it lacks one of the values."""
    values = {name: item.get(name) for name in _PLACE_NAME.findall(template)}
    if not all(_is_value(each) for each in values.values()):
        return None
    return _PLACE_NAME.sub(lambda place: quote(str(values[place[1]]), safe="/-._~%"), template)


def _is_value(value: object) -> bool:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return is_number or (isinstance(value, str) and 0 < len(value) <= _LONGEST_VALUE)
