"""Renders the figures as one self-contained page: no script, no other file, no clock."""

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files

from dvcrawler.messages.printable import text
from dvcrawler.normalize.numbers import local_time
from dvcrawler.report.chart_patterns import patterns
from dvcrawler.report.charts import MOST_SERIES, Charts, shorten, stack
from dvcrawler.report.figures import MEGABYTE, UNDATED, Figures, SiteFigures, every_month
from dvcrawler.report.sites import site_part, write_overview
from dvcrawler.report.words import words_in
from dvcrawler.words import Words

#: A page that is mailed and opened on a phone.
MOST_BYTES = 1_000_000
#: Numbers of months that are drawn one by one; the next smaller one is taken if the page would be too large.
_MONTHS = (24, 12, 6, 0)
_PARTS = ("years", "months", "authors", "sources", "reposts", "phrases", "gaps", "health", "growth", "sites")


def format_report(figures: Figures, language: str) -> str:
    """The whole page, below a megabyte. `language`: "vi" or "en"."""
    page = ""
    for months in _MONTHS:
        page = _Page(figures, words_in(language), months).format()
        if len(page.encode()) < MOST_BYTES:
            break
    return page


class _Page:
    def __init__(self, figures: Figures, words: Words, months: int) -> None:
        self._figures, self._words, self._months = figures, words, months
        self._charts = Charts(words)
        self._titles = {each.name: each.title for each in figures.sites}

    def format(self) -> str:
        w, f = self._words, self._figures
        style = files("dvcrawler.report").joinpath("style.css").read_text("utf-8")
        links = "".join(f'<li><a href="#{part}">{text(w(part))}</a></li>' for part in _PARTS)
        parts = "".join(
            f'<section aria-labelledby="{part}"><h2 id="{part}">{text(w(part))}</h2>'
            f"{self._write_part(part)}</section>\n"
            for part in _PARTS
        )
        return (
            f'<!DOCTYPE html>\n<html lang="{w.language}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width,initial-scale=1">'
            f"<title>{text(w('title'))}</title>"
            f"<style>{style}</style></head><body>\n{patterns()}"
            f'<main><h1 id="overview">{text(w("title"))}</h1>{write_overview(f, w)}\n'
            f'<nav aria-label="{text(w("contents"))}"><ul>{links}</ul></nav>\n{parts}</main></body></html>\n'
        )

    def _write_part(self, part: str) -> str:
        w, f = self._words, self._figures
        if part in ("years", "months"):
            return self._draw_columns_by_site(part)
        if part in ("authors", "sources"):
            rows = f.authors if part == "authors" else f.sources
            return f"<p>{text(w(f'{part}_note'))}</p>" + self._charts.bars(
                w(part), rows, (w("name"), w("articles"))
            )
        if part == "sites":
            return "".join(site_part(each, self._charts, w, self._months) for each in f.sites)
        return {
            "reposts": self._write_reposts,
            "phrases": self._write_phrases,
            "gaps": self._write_gaps,
            "health": self._write_health,
            "growth": self._write_growth,
        }[part]()

    def _draw_columns_by_site(self, part: str) -> str:
        w = self._words
        length = 4 if part == "years" else 7
        counts = {each.name: _sum_by_time(each, length) for each in self._figures.sites}
        axis = every_month([time for each in counts.values() for time in each])
        note = ""
        if part == "months":
            axis = axis[-max(12, self._months) :]
            note = f"<p>{text(w('months_note' if len(axis) > 1 else 'month_note', len(axis)))}</p>"
        largest = sorted(counts, key=lambda name: (-sum(counts[name].get(time, 0) for time in axis), name))
        # By all that is held, whatever the chart's axis: so a site has the same colour in both.
        largest[:MOST_SERIES] = sorted(largest[:MOST_SERIES], key=lambda name: (-counts[name].total(), name))
        by_title = {_distinguish(self._titles, name): counts[name] for name in largest}
        series, has_others = stack(axis, by_title, list(by_title), w("others"))
        return note + self._charts.columns(w(part), axis, series, has_others=has_others)

    def _write_reposts(self) -> str:
        w, f = self._words, self._figures
        ranked = sorted(f.flows.items(), key=lambda pair: (-pair[1], pair[0]))[:20]
        rows = [(_write_flow(self._titles, giver, taker), count) for (giver, taker), count in ranked]
        note = w("reposts_note", w.number(f.reposted), w.number(f.unknown_origin))
        return f"<p>{text(note)}</p><p>{text(w('reposts_unit'))}</p>" + self._charts.bars(
            w("reposts"), rows, (w("site"), w("articles"))
        )

    def _write_phrases(self) -> str:
        w, f = self._words, self._figures
        if not f.period or not f.phrases:
            return f"<p>{text(w('none'))}</p>"
        rows = [(each.text, round(each.rate, 1)) for each in f.phrases]
        notes = [
            f"{w.number(round(each.rate, 1))} / {w.number(round(each.other_rate, 1))}" for each in f.phrases
        ]
        table: list[list[str | float]] = [
            [each.text, round(each.rate, 1), round(each.other_rate, 1)] for each in f.phrases
        ]
        heads = (w("phrase"), w("rate"), w("other_rate"))
        return (
            f"<p>{text(w('phrases_note', w.date(f.period.since), w.date(f.period.until)))}</p>"
            + self._charts.bars(w("phrases"), rows, heads, notes, table)
        )

    def _write_gaps(self) -> str:
        w = self._words
        counts = self._count_gaps()
        reasons = sorted(counts)
        table: list[list[str | float]] = []
        rows: list[tuple[str, int]] = []
        for name in (each.name for each in self._figures.sites if each.gaps):
            title, numbers = _distinguish(self._titles, name), [counts[reason][name] for reason in reasons]
            table.append([title, *numbers])
            rows.append((title, sum(numbers)))
        return f"<p>{text(w('gaps_note'))}</p>" + self._charts.bars(
            w("gaps"), sorted(rows, key=lambda row: (-row[1], row[0])), (w("site"), *reasons), (), table
        )

    def _count_gaps(self) -> dict[str, Counter[str]]:
        """The number of gaps of each site, by reason in words."""
        counts: dict[str, Counter[str]] = {}
        for each in self._figures.sites:
            for gap in each.gaps or ():
                counts.setdefault(self._words.of("gap", gap.reason), Counter())[each.name] += 1
        return counts

    def _write_health(self) -> str:
        w = self._words
        rows = list(self._make_health_rows())
        if not rows:
            return f"<p>{text(w('none'))}</p>"
        return self._charts.table((w("site"), w("health"), w("last_run"), w("findings")), rows)

    def _make_health_rows(self) -> Iterator[Sequence[str]]:
        for each in self._figures.sites:
            if each.verdict:
                found = "; ".join(finding.what for finding in each.verdict.findings) or "–"
                state = self._words.of("state", str(each.verdict.state))
                last = self._words.date(local_time(each.verdict.last_run or "–"))
                yield each.title, state, last, found

    def _write_growth(self) -> str:
        w = self._words
        articles: Counter[str] = Counter()
        pages: Counter[str] = Counter()
        for each in self._figures.sites:
            articles.update(each.articles_on_disk)
            pages.update(each.pages_on_disk)
        axis = every_month([*articles, *pages])
        counts = {
            w("article_files"): _convert_to_megabytes(articles),
            w("page_files"): _convert_to_megabytes(pages),
        }
        series, _ = stack(axis, counts, list(counts), w("others"))
        note = f"<p>{text(w('growth_note'))}</p>"
        return note + self._charts.columns(w("growth"), axis, series, has_others=False)


def _sum_by_time(each: SiteFigures, length: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for month, count in each.by_month().items():
        if month != UNDATED:
            counts[month[:length]] += count
    return counts


def _convert_to_megabytes(sizes: Counter[str]) -> dict[str, float]:
    return {month: round(size / MEGABYTE, 1) for month, size in sizes.items()}


def _write_flow(titles: dict[str, str], giver: str, taker: str) -> str:
    return f"{shorten(_distinguish(titles, giver), 23)} → {shorten(_distinguish(titles, taker), 23)}"


def _distinguish(titles: dict[str, str], name: str) -> str:
    """The full name, with the short one if two sites have the same."""
    title = titles.get(name, name)
    return f"{title} ({name})" if list(titles.values()).count(title) > 1 else title
