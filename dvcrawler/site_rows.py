"""What is printed about one site: a row of the table of sites, or all that is known."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dvcrawler.console import find_width
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.tables import cut, format_table
from dvcrawler.normalize.text import fold

if TYPE_CHECKING:  # imported when the command runs
    from dvcrawler.extract.site import Site

#: A site as `--json` prints it.
Row = dict[str, Any]


def make_site_row(data: Path, site: "Site", *, is_whole: bool) -> Row:
    """`is_whole`: with its title, all hosts and its sections."""
    from dataclasses import asdict

    from dvcrawler.health.assess import describe_site

    overview = asdict(describe_site(data, site.name, datetime.now(UTC)))
    layouts = ", ".join(layout.name for layout in site.layouts)
    row = {
        "site": site.name,
        "family": site.family,
        **overview,
        "layouts": layouts,
        "host": next(iter(site.hosts), None),
    }
    if is_whole:
        row |= {"title": site.title, "hosts": list(site.hosts), "sections": _find_sections(data, site)}
    return row


def _find_sections(data: Path, site: "Site") -> list[Row]:
    """The sections known from the site file, from links of the site, and from stored articles alone."""
    from dvcrawler.discovery.sections.section_argument import known_sections
    from dvcrawler.reading import latest
    from dvcrawler.storage.article_files import article_files
    from dvcrawler.storage.ledgers.ledger import read_section_links

    records = latest(data, site=site.name) if article_files(data, site.name) else ()
    stored = Counter(record["section"] for record in records if record["section"])
    folded: Counter[str] = Counter()
    for name, count in stored.items():
        folded[fold(name)] += count
    rows: list[Row] = [
        {"name": link.name, "url": link.url, "articles": folded.pop(fold(link.name or ""), 0)}
        for link in known_sections(site, read_section_links(data, site.name))
    ]
    only_stored = [name for name in stored if fold(name) in folded]
    return rows + [{"name": name, "url": None, "articles": stored[name]} for name in only_stored]


def format_site(row: Row) -> str:
    run = f"{row['last_run']}: {row['result']}" if row["last_run"] else "never"
    facts = {
        "family": row["family"],
        "hosts": ", ".join(row["hosts"]) or "-",
        "layouts": row["layouts"] or "-",
        "stored": _describe_stored(row),
        "last run": run,
        "health": f"retired since {row['retired']}" if row.get("retired") else row["health"] or "-",
    }
    lines = [f"{row['site']}: {row['title']}", *(f"  {name:<10}{value}" for name, value in facts.items())]
    if not row["sections"]:
        return "\n".join([*lines, "  sections  none is known yet; a crawl finds them"])
    sections = _format_sections(row["sections"], row["host"])
    return "\n".join([*lines, "  sections", *(f"    {line}" for line in sections)])


def _describe_stored(row: Row) -> str:
    if row["articles"] is None:
        return "not counted"
    newest = f", the newest of {row['newest']}" if row["newest"] else ""
    return counted(row["articles"], "article") + newest


def _format_sections(sections: list[Row], host: str) -> list[str]:
    """A line for each listing; listings of the same name, as on an old and a new host, are one section."""
    width = find_width()
    room = width and (width - 4 - len("articles") - 4) // 2  # half of the width of two columns
    named: dict[str, list[Row]] = defaultdict(list)
    for each in sections:
        named[fold(each["name"] or "") or each["url"]].append(each)
    rows = [row for listings in named.values() for row in _build_section_rows(listings, room, host)]
    return format_table(rows, ("articles", "section", "path"), width and width - 4).split("\n")


def _build_section_rows(listings: list[Row], room: int | None, host: str) -> Iterator[Row]:
    """A row for each listing; the first has the name and the articles of all."""
    name = listings[0]["name"]
    count = sum(each["articles"] for each in listings)
    for place, each in enumerate(listings):
        shown = ("", "") if place else (count, name and cut(name, room))
        yield dict(zip(("articles", "section"), shown, strict=True)) | {
            "path": _describe_path(each["url"] or "", host)
        }


def _describe_path(url: str, host: str) -> str | None:
    """The path of a section, with its host if that is not the site's first one."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    is_main = (parts.hostname or "").removeprefix("www.") in ("", host)
    return (parts.path if is_main else f"{parts.netloc}{parts.path}") or None
