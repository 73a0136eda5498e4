"""Address patterns as source text of a site file."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dvcrawler.families.non_articles import LOOKAHEAD, NEVER_LOOKAHEAD, TOPIC_LOOKAHEAD, except_topics
from dvcrawler.normalize.urls import AddressPattern

#: Characters of a line, less its indent by 12 (ruff: 110 in all).
_LONGEST_LINE = 98
#: The same of a piece of an expression, which is indented further, without `r""` and a comma.
_LONGEST_PIECE = 87
#: The condition of a site that has articles below folders of topics.
_BEFORE, _AFTER = f"{NEVER_LOOKAHEAD}(?:(?i:(?=", f"))|{TOPIC_LOOKAHEAD})"
#: Characters of a call before a pattern.
_LONGEST_CALL = 60
_ESCAPED = re.compile(r"\\(.)", re.S)
_ALTERNATIVE = re.compile(r"(?:\\.|[^\\|])+", re.S)
_CHARACTER = re.compile(r"\\.|[^\\]", re.S)


@dataclass(frozen=True, slots=True)
class _Condition:
    """The condition at the beginning of a learned pattern. `name`: the constant or function that a site file
    imports for it; `source`: the expression; `regex`: what that means.
    """

    name: str = ""
    source: str = ""
    regex: str = ""


def format_pattern(pattern: AddressPattern, hosts: str) -> Iterator[str]:
    """The pattern on as many lines as it needs; the condition of learned ones by its name. `hosts`: the
    constant of the site file that lists the hosts.
    """
    options = list(_format_options(pattern, hosts))
    condition = _find_condition(pattern.regex)
    regex = pattern.regex.removeprefix(condition.regex)
    before = f"{condition.source} + " if condition.source else ""
    whole = ", ".join([before + quote_raw(regex), *options])
    if len(whole) <= _LONGEST_LINE - len("AddressPattern(),"):
        yield f"AddressPattern({whole}),"
    elif len(whole) <= _LONGEST_LINE - 4:
        yield from ("AddressPattern(", f"    {whole}", "),")
    else:
        lines = _divide(regex, condition.source)
        lines[-1] += "," if options else ""
        yield from ("AddressPattern(", *(f"    {line}" for line in lines))
        yield from (f"    {option}," for option in options)
        yield "),"


def find_imported(pattern: AddressPattern) -> str:
    """The name that the source of the pattern needs from `families.non_articles`; empty if it needs none."""
    return _find_condition(pattern.regex).name


def drop_condition(pattern: AddressPattern) -> str:
    """The expression without the condition that all learned ones begin with."""
    return pattern.regex.removeprefix(_find_condition(pattern.regex).regex)


def _find_condition(regex: str) -> _Condition:
    if regex.startswith(LOOKAHEAD):
        return _Condition("LOOKAHEAD", "LOOKAHEAD", LOOKAHEAD)
    own, found, _ = regex.removeprefix(_BEFORE).partition(_AFTER)
    folders = [_ESCAPED.sub(r"\1", each) for each in _ALTERNATIVE.findall(own)] if found else []
    source = f"except_topics({', '.join(map(quote, folders))})"
    condition = except_topics(*folders)
    is_known = bool(folders) and regex.startswith(condition) and len(source) <= _LONGEST_CALL
    return _Condition("except_topics", source, condition) if is_known else _Condition()


def _format_options(pattern: AddressPattern, hosts: str) -> Iterator[str]:
    """The arguments beside the expression, if they are not the defaults."""
    if pattern.slash:
        yield "slash=True"
    if pattern.bare:
        yield from (f"prefix={quote(pattern.prefix)}", f"bare={hosts}[0]")
    if pattern.ignored:
        yield f"ignored=({', '.join(map(quote, pattern.ignored))},)"
    if pattern.kind != "article":
        yield f"kind={quote(pattern.kind)}"


def _divide(regex: str, condition: str) -> list[str]:
    """A long regular expression as string literals, one a line; with options it may fit on one."""
    before = f"{condition} + " if condition else ""
    if len(before + quote_raw(regex)) < _LONGEST_LINE - len("    "):
        return [before + quote_raw(regex)]
    if len(quote_raw(regex)) <= _LONGEST_LINE - len("    + "):
        return [condition, f"+ {quote_raw(regex)}"] if condition else [quote_raw(regex)]
    first, *others = map(quote_raw, _cut(regex, len(before)))
    return [before + first, *others]


def _cut(regex: str, taken: int) -> Iterator[str]:
    """Pieces of the expression that fit on a line, of the first of which some is taken. None ends within an
    escape: a raw string cannot end with a backslash.
    """
    piece = ""
    for character in _CHARACTER.findall(regex):
        if len(quote_raw(piece + character)) - len('r""') > _LONGEST_PIECE - taken:
            yield piece
            piece, taken = "", 0
        piece += character
    yield piece


def quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def quote_raw(text: str) -> str:
    """The text as a raw string, unless it has a quote or ends in a backslash, which those cannot hold."""
    return repr(text) if '"' in text or text.endswith("\\") or not text.isprintable() else f'r"{text}"'
