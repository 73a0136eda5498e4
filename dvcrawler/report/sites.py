"""The report's first part, the store in numbers with a table of its sites, and one site's part."""

from collections import Counter
from collections.abc import Iterator

from dvcrawler.messages.printable import text
from dvcrawler.normalize.numbers import local_time
from dvcrawler.report.charts import Charts, shorten, stack
from dvcrawler.report.figures import MEGABYTE, UNDATED, Figures, SiteFigures, every_month
from dvcrawler.words import Words

#: Addresses of gaps that are named; `dvcrawler coverage --json` names all.
_EXAMPLES = 8
_LONGEST_ADDRESS = 160


def site_part(site: SiteFigures, charts: Charts, words: Words, months: int) -> str:
    """The site's calendar, the sections of the last months, and its gaps."""
    return (
        f'<section aria-labelledby="site-{text(site.name)}">'
        f'<h3 id="site-{text(site.name)}">{text(site.title)}</h3>'
        f"<p>{words.number(site.articles)} · {text(words.date(site.first or '–'))} – "
        f"{text(words.date(site.last or '–'))} · "
        f'<a href="#overview">{text(words("top"))}</a></p>{_draw_calendar(site, words)}'
        f"{_write_sections(site, charts, words, months)}{_write_gaps(site, words)}</section>\n"
    )


def _draw_calendar(site: SiteFigures, words: Words) -> str:
    counts = site.by_month()
    dated = {month: count for month, count in counts.items() if month != UNDATED}
    if not dated:
        return ""
    most = max(dated.values())
    head = "".join(f'<th scope="col">{month}</th>' for month in range(1, 13))
    rows = "".join(
        _draw_year(year, dated, most, words) for year in sorted({month[:4] for month in dated}, reverse=True)
    )
    return (
        '<div class="wide" tabindex="0"><table class="calendar">'
        f"<caption>{text(words('calendar'))}</caption>"
        f'<thead><tr><th scope="col">{text(words("year"))}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _draw_year(year: str, counts: dict[str, int], most: int, words: Words) -> str:
    cells = []
    for month in range(1, 13):
        count = counts.get(f"{year}-{month:02}", 0)
        shade = -(-4 * count // most)
        cells.append(f'<td class="s{shade}">{words.number(count)}</td>' if count else "<td></td>")
    return f'<tr><th scope="row">{text(year)}</th>{"".join(cells)}</tr>'


def _write_sections(site: SiteFigures, charts: Charts, words: Words, months: int) -> str:
    axis = every_month(month for month, _ in site.months)[-months:] if months else []
    if not axis:
        return ""
    counts: dict[str, Counter[str]] = {}
    for (month, section), count in site.months.items():
        if month in axis:
            counts.setdefault(section or words("no_section"), Counter())[month] += count
    names = sorted(counts, key=lambda name: (-counts[name].total(), name))
    series, has_others = stack(axis, counts, names, words("others"))
    title = f"{words('sections')}: {site.title}"
    return charts.columns(title, axis, series, has_others=has_others)


def _write_gaps(site: SiteFigures, words: Words) -> str:
    if site.gaps is None:
        return f"<p>{text(words('missing'))}: {text(words('unreadable'))}</p>"
    if not site.gaps:
        return ""
    reasons = Counter(gap.reason for gap in site.gaps)
    counts = ", ".join(
        f"{words.of('gap', reason)} {words.number(number)}" for reason, number in sorted(reasons.items())
    )
    return (
        f"<p>{text(words('missing'))}: {text(counts)}</p>"
        f"<details><summary>{text(words('examples'))}</summary>"
        f"<ul>{''.join(_write_examples(site, words))}</ul></details>"
    )


def _write_examples(site: SiteFigures, words: Words) -> Iterator[str]:
    for gap in (site.gaps or [])[:_EXAMPLES]:
        yield f"<li>{text(words.of('gap', gap.reason))}: {text(shorten(gap.url, _LONGEST_ADDRESS))}</li>"


def write_overview(figures: Figures, words: Words) -> str:
    """The numbers of the whole store, and a table with a row for each site."""
    w, f = words, figures
    articles = sum(each.articles for each in f.sites)
    missing = sum(len(each.gaps or ()) for each in f.sites)
    big = [(articles, "articles"), (len(f.sites), "all_sites"), (f.reposted, "shared"), (missing, "missing")]
    numbers = "".join(f"<li><b>{w.number(number)}</b>{text(w(key))}</li>" for number, key in big)
    as_of = (
        f"<p>{text(w('as_of'))} {text(w.date(local_time(f.as_of)))} ({text(w('zone'))}).</p>"
        if f.as_of
        else ""
    )
    if f.unreadable:
        as_of += f"<p>{text(w('lines_left_out', w.number(f.unreadable)))}</p>"
    heads = "site articles first last undated missing given taken health disk".split()
    head = "".join(f'<th scope="col">{text(w(each))}</th>' for each in heads)
    rows = "".join(_make_row(each, w) for each in f.sites)
    return (
        f'{as_of}<ul class="big">{numbers}</ul><h2>{text(w("overview"))}</h2>'
        f'<div class="wide" tabindex="0"><table class="short"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _make_row(each: SiteFigures, w: Words) -> str:
    missing = w("unreadable") if each.gaps is None else w.number(len(each.gaps))
    size = (each.articles_on_disk.total() + each.pages_on_disk.total()) / MEGABYTE
    state = w.of("state", str(each.verdict.state)) if each.verdict else "–"
    numbers = [w.number(each.by_month()[UNDATED]), missing, w.number(each.given), w.number(each.taken)]
    cells = [
        _format_number(w.number(each.articles)),
        f"<td>{text(w.date(each.first or '–'))}</td>",
        f"<td>{text(w.date(each.last or '–'))}</td>",
        *map(_format_number, numbers),
        f"<td>{text(state)}</td>",
        _format_number(f"{w.number(size)} MB"),
    ]
    link = f'<a href="#site-{text(each.name)}">{text(each.title)}</a>'
    return f'<tr><th scope="row">{link}</th>{"".join(cells)}</tr>'


def _format_number(shown: str) -> str:
    return f'<td class="n">{text(shown)}</td>'
