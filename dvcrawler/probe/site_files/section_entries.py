"""The sections of a suggested site file: their names, and their entries."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import count

from dvcrawler.probe.findings import Section
from dvcrawler.probe.rules.pattern_source import quote

#: Lines of the sections.
MOST_SECTIONS = 12
#: Characters of a section's name and address on their line, which is indented by 12 (ruff: 110 in all).
LONGEST_ENTRY = 95
#: Characters of the address of a section, which may take two lines.
_LONGEST_ADDRESS = 110


def name_sections(sections: Sequence[Section], most: int) -> list[Section]:
    """The sections that list articles; a name that is taken gets a number."""
    named: dict[str, Section] = {}
    for section in sections:
        is_short = len(quote(section.url)) <= _LONGEST_ADDRESS
        if section.articles and section.fault is None and section.name != "front" and is_short:
            name = _choose_name(section.name, named)
            named[name] = replace(section, name=name)
    lines = 0
    chosen: list[Section] = []
    for section in named.values():
        lines += len(format_section(section))
        if lines <= most:
            chosen.append(section)
    return chosen


def _choose_name(name: str, taken: Collection[str]) -> str:
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(each for each in names if each not in taken)


def format_section(section: Section) -> list[str]:
    """Name and address on one line or, if they are long, on two."""
    name, url = quote(section.name), quote(section.url)
    if len(name) + len(url) <= LONGEST_ENTRY:
        return [f"{name}: {url},"]
    place = LONGEST_ENTRY - len(name) - 1
    return [f'{name}: {url[:place]}"', f'"{url[place:]},']
