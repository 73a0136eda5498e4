"""Why a search may find too little: filters whose value no stored article has, with the values that are held
instead; and words that were perhaps meant as a filter, an operator or a part of a name.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from dvcrawler.derived.folding import fold_marks
from dvcrawler.derived.searching.index.search_index import SearchIndex
from dvcrawler.derived.searching.index.search_schema import KINDS, SITE
from dvcrawler.derived.searching.query import TOKEN, Query, name_filter
from dvcrawler.items import RECORD_FIELDS

#: Filters whose values often have several words.
_NAMES = ("section", "author", "source")
#: Operators and wildcards of other search engines. A `?` behind a word ends a question.
_OPERATORS = re.compile(r"^(?:OR|AND|NOT|&&?)$|[*|]|\?\w")
#: Share of equal letters from which a name counts as meant, and the number of names suggested.
_CUTOFF, _MOST_NAMED = 0.6, 5
#: Longest name, in words, that is looked for after a filter.
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Unheld:
    """`name` and `value` of the filter. `near`: held names that may be meant. `frequent`: the most frequent
    names if no name is near.
    """

    name: str
    value: str
    near: tuple[str, ...]
    frequent: tuple[str, ...]
    #: Whether there are more names than `frequent`.
    has_more: bool


def find_unheld(index: SearchIndex, query: Query) -> list[Unheld]:
    """The filters that match no stored name of the site that the search is for. Empty for an unknown site."""
    found = []
    for name, value in query.filters.items():
        if name != "site":
            held = _list_held(index, name, query.filters.get("site"))
            if held and not any(_matches(name, fold_marks(value), folded) for folded in held):
                found.append(_describe(name, value, held))
    return found


@dataclass(frozen=True, slots=True)
class CutName:
    """A held name of which the filter `name` takes only `value`, as it is not in quotes; `rest` are words."""

    name: str
    value: str
    rest: str


def find_cut_names(index: SearchIndex, typed: str) -> list[CutName]:
    """As in `section:Kinh tế`, which searches the section "Kinh" for the word "tế"."""
    found = []
    for name, words in _find_open_names(typed):
        for end in range(min(len(words), _LONGEST_NAME), 1, -1):
            if _is_held(index, name, " ".join(words[:end])):
                found.append(CutName(name, words[0], " ".join(words[1:end])))
                break
    return found


def _is_held(index: SearchIndex, name: str, value: str) -> bool:
    sql = "SELECT 1 FROM names WHERE kind = ? AND instr(folded, ?) LIMIT 1"
    return index.db.execute(sql, (KINDS[name], fold_marks(value))).fetchone() is not None


def _matches(name: str, value: str, held: str) -> bool:
    return value == held if name == "kind" else value in held


def _describe(name: str, value: str, held: dict[str, str]) -> Unheld:
    near = get_close_matches(fold_marks(value)[:80], held, n=3, cutoff=_CUTOFF)
    near = near or _find_by_parts(fold_marks(value)[:80], held)
    frequent = () if near else tuple(held.values())[:_MOST_NAMED]
    return Unheld(name, value, tuple(held[each] for each in near), frequent, len(held) > _MOST_NAMED)


def _find_by_parts(value: str, held: dict[str, str]) -> list[str]:
    """Names with a similar part: "nong ngiep" for "Kinh tế nông nghiệp"."""
    words = {word: name for name in reversed(held) for word in name.split()}
    close = (get_close_matches(word, words, n=1, cutoff=0.8) for word in value.split()[:10] if len(word) > 2)
    return list(dict.fromkeys(words[found[0]] for found in close if found))[:3]


def _list_held(index: SearchIndex, name: str, site: str | None) -> dict[str, str]:
    """The names as stored, by their folded form, the most frequent first."""
    of = (
        "credits JOIN names USING(name) JOIN articles USING(article)"
        if name == "author"
        else f"articles JOIN names ON names.name = articles.{name}"
    )
    where, values = "names.kind = ?", list[object]([KINDS[name]])
    if site is not None:
        where += " AND articles.site IN (SELECT name FROM names WHERE kind = ? AND folded = ?)"
        values += [SITE, fold_marks(site)]
    rows = index.db.execute(
        f"SELECT names.folded, names.text FROM {of} WHERE {where} GROUP BY names.name "
        "ORDER BY count(*) DESC, names.text",
        values,
    ).fetchall()
    held: dict[str, str] = {}
    for folded, text in rows:
        held.setdefault(folded, text)
    return held


def find_filter_names(text: str) -> list[str]:
    """The words that look like a filter, followed by a colon and a value, but are not the name of one."""
    found = ((token["field"], token["phrase"] or token["word"] or "") for token in TOKEN.finditer(text))
    names = (name for name, value in found if value and not value.startswith("//"))  # https://…
    return [name for name in dict.fromkeys(names) if name and not name_filter(name)]


def _find_open_names(text: str) -> list[tuple[str, list[str]]]:
    """The filters by name whose value is not in quotes, with that value and the words after it: a name of
    several words may be meant, of which the filter takes only the first.
    """
    found: list[tuple[str, list[str]]] = []
    is_open = False
    for token in TOKEN.finditer(text):
        if is_open and token["word"] is not None and not (token["minus"] or token["field"]):
            found[-1][1].append(token["word"])
            continue
        name = name_filter(token["field"]) or ""
        is_open = name in _NAMES and token["word"] is not None
        if is_open:
            found.append((name, [token["word"]]))
    return [(name, words) for name, words in found if len(words) > 1]


def is_field(name: str) -> bool:
    """Whether it is the name of a field of a record, not a misspelt filter."""
    return name in RECORD_FIELDS


def find_operators(text: str) -> list[str]:
    """The words that are operators in other searches: OR, AND, NOT, and words with a wildcard or a `|`."""
    words = (token["word"] or "" for token in TOKEN.finditer(text) if not token["field"])
    return [word for word in dict.fromkeys(words) if _OPERATORS.search(word)]
