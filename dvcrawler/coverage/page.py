"""Renders coverage as one self-contained HTML page: a calendar, articles per month by section, the gaps."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dvcrawler.coverage.calendars import write_scale, write_shapes, write_years
from dvcrawler.coverage.count import NO_MONTH, Coverage, describe_media
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.printable import text

_MAX_GAPS = 2000
_MAX_SECTIONS = 8
_COLOURS = "#4e79a7 #f28e2b #59a14f #e15759 #76b7b2 #edc948 #b07aa1 #9c755f #8a8a8a".split()
_STYLE = """
:root{color-scheme:light dark;--ink:#1c1c1c;--soft:#6a6a6a;--paper:#fff;--none:#e9e9e6;--line:#d5d5d0;
--day:#1d6f42}
@media screen and (prefers-color-scheme:dark){:root{--ink:#eee;--soft:#a5a5a5;--paper:#16181b;--none:#2a2d31;
--line:#3a3d42;--day:#5fd39a}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:62rem;
margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem;margin:2.5rem 0 .2rem}
h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
p{color:var(--soft);margin:.2rem 0}
.years{overflow-x:auto}
svg{display:block}
.shapes{position:absolute}
text{fill:var(--soft);font-size:10px}
table{border-collapse:collapse;width:100%;font-size:.9rem}
td,th{border-bottom:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top}
td:last-child{overflow-wrap:anywhere}
.day{white-space:nowrap}
.key b{display:inline-block;font-weight:normal;margin-right:1em;overflow-wrap:anywhere}
.key span{display:inline-block;width:.8em;height:.8em;margin-right:.35em}
@media print{*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1,h2{break-after:avoid}tr,.key{break-inside:avoid}}
"""


def format_page(
    coverages: Sequence[Coverage], made: str, titles: Mapping[str, str] | None = None, unreadable: int = 0
) -> str:
    """Renders the document and escapes all text from pages.

    `made`: printed at its end as it is. `titles`: the full names of the sites; None for short ones.
    `unreadable`: lines of the store that cannot be read.
    """
    names = titles or {}
    parts = "\n".join(
        [
            _write_overview(coverages, names),
            _write_unreadable(unreadable),
            *(_write_site(coverage, names.get(coverage.site, coverage.site)) for coverage in coverages),
        ]
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>dvcrawler: coverage</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><main>\n{write_shapes(coverages)}{parts}\n"
        f"<p>{text(made)}</p></main></body></html>\n"
    )


def _write_overview(coverages: Sequence[Coverage], titles: Mapping[str, str]) -> str:
    """A row for each site, with a link to its part."""
    rows = "".join(
        f'<tr><td><a href="#site-{text(each.site)}">{text(titles.get(each.site, each.site))}</a></td>'
        f'<td>{each.months.total()}</td><td class="day">{min(each.days, default="–")}</td>'
        f'<td class="day">{max(each.days, default="–")}</td><td>{len(each.gaps)}</td></tr>'
        for each in coverages
    )
    heads = "".join(f"<th>{name}</th>" for name in ("site", "articles", "first", "last", "not held"))
    table = _make_scrollable("Overview", f"<table><tr>{heads}</tr>{rows}</table>")
    return f'<h2 id="overview">Overview</h2>{table}'


def _write_unreadable(number: int) -> str:
    if not number:
        return ""
    lines = counted(number, "stored line")
    return f"<p>{lines} cannot be read, not counted here; <code>dvcrawler verify</code> names each.</p>"


def _make_scrollable(label: str, content: str) -> str:
    """A box for a wide table or chart, which scrolls on a phone and with the keyboard."""
    return f'<div class="years" tabindex="0" role="region" aria-label="{text(label)}">{content}</div>'


def _write_site(coverage: Coverage, title: str) -> str:
    undated = coverage.months[NO_MONTH]
    note = f"; {undated} without a date" if undated else ""
    return (
        f'<h1 id="site-{text(coverage.site)}">{text(title)}</h1>'
        f"<p>{coverage.months.total()} articles held{note}; {len(coverage.gaps)} known and not held."
        ' <a href="#overview">Overview</a></p>'
        f"{''.join(f'<p>{text(line)}.</p>' for line in describe_media(coverage))}"
        f"<h2>Days</h2>{write_scale(coverage.days)}"
        f"{_make_scrollable(f'Days: {title}', ''.join(write_years(coverage.days)))}"
        f"<h2>Months by section</h2>{_write_months(coverage, title)}"
        f"<h2>Not held</h2>{_write_gaps(coverage)}"
    )


def _write_months(coverage: Coverage, title: str) -> str:
    names = [name for name, _ in _count_by_section(coverage).most_common(_MAX_SECTIONS)]
    dated = sorted(month for month in coverage.months if month != NO_MONTH)
    if not dated:
        return "<p>Nothing with a date is held.</p>"
    most, rows = max(coverage.months[month] for month in dated), []
    for place, month in enumerate(dated):
        x, parts = 70.0, []
        for index, count in _divide_month(coverage, month, names):
            width = count / most * 640
            place_of = f'x="{x:.1f}" y="{place * 18}" width="{width:.1f}" height="14"'
            parts.append(f'<rect {place_of} fill="{_COLOURS[index]}"/>')
            x += width
        rows.append(
            f'<text x="0" y="{place * 18 + 11}">{month}</text>{"".join(parts)}'
            f'<text x="{x + 6:.0f}" y="{place * 18 + 11}">{coverage.months[month]}</text>'
        )
    label = f"{text(title)}: articles of {len(dated)} months, {dated[0]} to {dated[-1]}"
    bars = (
        f'<svg width="790" height="{len(dated) * 18}" role="img" aria-label="{label}">{"".join(rows)}</svg>'
    )
    return _write_key(names) + _make_scrollable(f"Months by section: {title}", bars)


def _count_by_section(coverage: Coverage) -> Counter[str]:
    counts: Counter[str] = Counter()
    for (_, name), count in coverage.sections.items():
        counts[name] += count
    return counts


def _divide_month(coverage: Coverage, month: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(index of the colour, articles) of each section of a month; the last colour is for the rest."""
    rest = coverage.months[month]
    for index, name in enumerate(names):
        count = coverage.sections[month, name]
        rest -= count
        if count:
            yield index, count
    if rest:
        yield len(_COLOURS) - 1, rest


def _write_key(names: Sequence[str]) -> str:
    entries = [*zip(_COLOURS, names, strict=False), (_COLOURS[-1], "others")]
    spans = (f'<b><span style="background:{colour}"></span>{text(name)}</b>' for colour, name in entries)
    return f'<p class="key">{" ".join(spans)}</p>'


def _write_gaps(coverage: Coverage) -> str:
    if not coverage.gaps:
        return "<p>Nothing is known to be missing.</p>"
    rows = "".join(
        f"<tr><td>{text(gap.month)}</td><td>{text(gap.reason)}</td>"
        f"<td>{text(gap.url)}{f'<br>{text(gap.detail)}' if gap.detail else ''}</td></tr>"
        for gap in coverage.gaps[:_MAX_GAPS]
    )
    more = len(coverage.gaps) - _MAX_GAPS
    note = f"<p>… and {more} more; --json names all.</p>" if more > 0 else ""
    return f"<table><tr><th>month</th><th>reason</th><th>address</th></tr>{rows}</table>{note}"
