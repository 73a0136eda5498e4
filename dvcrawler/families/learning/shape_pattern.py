"""One regular expression for the addresses of a shape: varying parts match by kind."""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from dvcrawler.families.learning.address_parts import Kind, Part, path_before
from dvcrawler.families.learning.address_shape import INDEXES, KIND_PATTERNS, Target
from dvcrawler.normalize.url_form import canonical_query

#: Words from which a folder is the slug of an article rather than the name of a section.
_SLUG_WORDS = 4
#: Addresses with the same value from which it is a name that ends with a number: `option=com_k2`.
_SAME_NAME = 3
#: Digits from which an id holds the day and the time of publication.
_DATED_ID = 10
#: Words of an address, where letters beyond ASCII are escaped, and what may be between them, blanks among it.
_WORD, _BETWEEN = r"(?:[0-9A-Za-z]|%[89A-Fa-f][0-9A-Fa-f])+", r"(?:[^/?0-9A-Za-z%]|%[2-7][0-9A-Fa-f])+"
#: Parameters for tracking or for the presentation of the page.
_NOISE = r"(?:&(?:Source|ReturnUrl|Itemid|tmpl|lang|language|rdt|from|view_mode)=[^&]*)*"


#: Marks the patterns of slugs without a number; matches nothing itself.
PLAIN_SLUG = "(?:)"


def split_shape(targets: Sequence[Target]) -> list[tuple[str, ...]]:
    """The names that distinguish each target of one shape from others of the shape.

    A number alone is not enough: `/node/12` and `/album/12` are different things, so their folders count. No
    folder counts if the address has a slug.
    """
    first = targets[0]
    if _has_slug(first) and not first.query:
        return [_read_script_name(each) for each in targets]
    places = _list_word_folders(first)
    if any(_is_slug(_read_folders(targets, index)) for index in places):
        return [()] * len(targets)
    names = [_read_last_name(each) for each in targets]
    if first.query and _is_varied(names):  # a slug before the number: `/mua-vang?id=12`
        names = [""] * len(targets)
    return [(*_list_names(each, places), name) for each, name in zip(targets, names, strict=True)]


def _list_word_folders(target: Target) -> list[int]:
    return [index for index, part in enumerate(target.folders) if part.kind == "words"]


def _read_folders(targets: Sequence[Target], index: int) -> list[Part]:
    return [each.folders[index] for each in targets]


def _list_names(target: Target, places: Sequence[int]) -> Iterator[str]:
    return (target.folders[index].value.lower() for index in places)


def build_pattern(targets: Sequence[Target]) -> str:
    """A regular expression that matches the texts of all these targets, which have one shape."""
    first = targets[0]
    path = "".join("/" + _write_folder_at(targets, index) for index in range(len(first.folders)))
    if first.last is not None:
        path += "/" + _write_last(targets) + re.escape(first.ending)
    query = "&".join(
        _parameter(name, [each.query[index][1] for each in targets])
        for index, (name, _) in enumerate(first.query)
    )
    return f"(?i:{path}" + (rf"\?{query}{_NOISE})" if query else ")")


def _write_folder_at(targets: Sequence[Target], index: int) -> str:
    parts, first = _read_folders(targets, index), targets[0]
    if index == len(first.folders) - 1 and _is_index(first) and _is_slug(parts):
        return _write_slug("words", min(part.words for part in parts))
    return _write_folder(parts, has_slug=_has_slug(first))


def _is_index(target: Target) -> bool:
    """Whether the address is that of a folder: `/mua-vang-tren-canh-dong-moi/index.html`."""
    return target.last is not None and target.last.value.lower() in INDEXES


def _is_slug(parts: Sequence[Part]) -> bool:
    """Whether a folder differs from article to article."""
    return any(part.words >= _SLUG_WORDS for part in parts) or _is_varied([part.value for part in parts])


def _is_varied(values: Sequence[str]) -> bool:
    return len({*values}) >= 3 and 2 * len({*values}) > len(values)


def _has_slug(target: Target) -> bool:
    return target.last is not None and target.last.kind not in ("number", "hash", "date")


def _read_script_name(target: Target) -> tuple[str, ...]:
    """`Default.aspx` after a number is a script, not a slug."""
    if target.folders and target.folders[-1].kind == "number" and _is_script(target):
        return tuple(part.value.lower() for part in target.folders if part.kind == "words")
    return ()


def _is_script(target: Target) -> bool:
    return target.last is not None and target.last.words == 1 and target.ending.lower() in (".aspx", ".php")


def _read_last_name(target: Target) -> str:
    last = target.last
    return last.value.lower() if last is not None and last.kind == "words" else ""


def _write_folder(parts: Sequence[Part], *, has_slug: bool) -> str:
    values, kind = {part.value for part in parts}, parts[0].kind
    if kind != "words":
        return KIND_PATTERNS[kind]
    if len(values) == 1 and parts[0].words < _SLUG_WORDS and (len(parts) >= 3 or not has_slug):
        return _any_number(parts[0].value)
    return KIND_PATTERNS[kind]


def _any_number(name: str) -> str:
    """A pattern for the name of a folder with any numbers: `thang-11-2024` holds the newest articles only."""
    return "[0-9]+".join(map(re.escape, re.split("[0-9]+", name)))


def _write_last(targets: Sequence[Target]) -> str:
    parts = [target.last for target in targets if target.last is not None]
    kind = parts[0].kind
    if kind == "words" and _is_fixed(targets[0], parts):
        return re.escape(parts[0].value)
    if kind not in ("words", "slug-number", "number-slug"):
        return KIND_PATTERNS[kind]
    slug = _write_slug(kind, min(part.words for part in parts))
    if kind == "words" and _is_bare(targets[0]):
        return PLAIN_SLUG + slug
    return slug + _write_digits(parts) if kind == "slug-number" else slug


def _is_fixed(first: Target, parts: Sequence[Part]) -> bool:
    """Whether the last part is the name of a script, so that the rest of the address names the article."""
    return len({part.value for part in parts}) == 1 and (
        bool(first.query) or _is_script(first) or _is_index(first)
    )


def _is_bare(target: Target) -> bool:
    """Whether the address consists of words only, apart from dates."""
    return not target.query and not any(
        part.kind == "number" and len(part.value) > 4 for part in target.folders
    )


def _write_digits(parts: Sequence[Part]) -> str:
    """Ids of five digits and more grow slowly, and ids that hold the day are far longer than a topic's."""
    lengths = [len(part.value) - len(part.value.rstrip("0123456789")) for part in parts]
    middle = int(median(lengths))
    least = middle - 4 if middle >= _DATED_ID else min(lengths) - 2
    return f"(?<=[0-9]{{{least}}})" if least >= 3 else ""


def _write_slug(kind: Kind, words: int) -> str:
    """A pattern for slugs of nearly as many words as the shortest one seen: names of sections have fewer."""
    least = min(words - 1, 5) - 1
    if least <= 0:
        return KIND_PATTERNS[kind]
    return rf"(?=(?:{_BETWEEN})?{_WORD}(?:{_BETWEEN}{_WORD}){{{least}}})" + KIND_PATTERNS[kind]


def _parameter(name: str, parts: Sequence[Part]) -> str:
    """A pattern for one parameter; one without a value may have no sign either: `?OpenDocument`."""
    written = re.escape(canonical_query(name))
    if name and not any(part.value for part in parts):
        return written + "=?"
    return (written + "=" if name else "") + _write_value(parts)


def _write_value(parts: Sequence[Part]) -> str:
    values, kind = {part.value for part in parts}, parts[0].kind
    if kind == "path":
        return re.escape(path_before(parts[0])) + "[0-9]+"
    if len(values) == 1 and (parts[0].is_name or (kind == "slug-number" and len(parts) >= _SAME_NAME)):
        return re.escape(canonical_query(parts[0].value))
    return {kind: KIND_PATTERNS[kind] for kind in ("number", "hash", "token")}.get(kind, "[^&]*")
