"""Data that a component of an application is given in an attribute: `data-page='{"props": …}'` of Inertia,
`props` of Astro, `:posts='[{…}]'`.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from dvcrawler.extract.elements import Element
from dvcrawler.normalize.numbers import read_json
from dvcrawler.patterns import lazy_regex

#: One of them is on any page with a title in such data.
_MARKS = lazy_regex(
    rb"(?:&quot;|&#34;)(?:title|tieu_?de|headline|name)(?:&quot;|&#34;)|='\s?[\[{]{1,2}\"", re.I
)
_STATES = etree.XPath("//@*[string-length(.) > 200][starts-with(., '{\"') or starts-with(., '[{\"')]")
_MOST_STATES, _DEEPEST = 20, 24
#: Astro writes the kind of each value before it: 0 for what JSON has, 1 for a list.
_MOST_KINDS = 12


def attribute_states(root: Element, data: bytes) -> Iterator[Any]:
    """`data`: the page as bytes."""
    if _MARKS.search(data) is None:
        return
    for written in cast("list[etree._ElementUnicodeResult]", _STATES(root))[:_MOST_STATES]:
        try:
            value = read_json(written)
        except ValueError:
            continue
        owner = written.getparent()
        yield _drop_kinds(value, 0) if owner is not None and owner.tag == "astro-island" else value


def _drop_kinds(value: Any, depth: int) -> Any:
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {key: _drop_kinds(each, depth + 1) for key, each in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) == 2 and isinstance(value[0], int) and value[0] < _MOST_KINDS:
        return _drop_kinds(value[1], depth + 1)
    return [_drop_kinds(each, depth + 1) for each in value]
