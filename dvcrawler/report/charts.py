"""Charts as SVG: each with a title, a description, a table of its values, and patterns on its colours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from dvcrawler.messages.printable import text
from dvcrawler.report.chart_patterns import COLOURS, pattern_of
from dvcrawler.words import Words

#: Series that have a separate pattern; the last pattern is for the others.
MOST_SERIES = len(COLOURS) - 1
_HEIGHT, _BASE, _LEFT = 160, 180, 46


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each place on the axis."""

    name: str
    values: Sequence[float]


def shorten(value: str, most: int) -> str:
    """At most that many characters, cut after a whole word where there is one."""
    if len(value) <= most:
        return value
    cut = value[: most - 1]
    whole = cut if value[most - 1].isspace() else cut.rpartition(" ")[0]
    return (whole or cut).rstrip() + "…"


class Charts:
    """Draws charts; their ids are unique within one page."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._ids = count(1)

    def columns(self, title: str, axis: Sequence[str], series: Sequence[Series], *, has_others: bool) -> str:
        """Stacked columns, one for each place on the axis; `has_others`: the last series is the rest."""
        w = self._words
        totals = [sum(each.values[place] for each in series) for place in range(len(axis))]
        if not any(totals):
            return f"<p>{text(w('none'))}</p>"
        most = _round_up_scale(max(totals))
        step = max(10, min(40, 640 // len(axis)))
        width = _LEFT + step * len(axis) + 8
        parts = [self._draw_scale(most, width)]
        for place, path in enumerate(_stack_columns(series, most, step)):
            if path:
                pattern = pattern_of(place, len(series), has_others)
                parts.append(f'<path d="{path}" fill="url(#p{pattern})"/>')
        parts += self._draw_labels(axis, step)
        at = totals.index(max(totals))
        names = ", ".join(each.name for each in series)
        description = w("describe_columns", names, w.date(axis[at]), w.number(totals[at]))
        drawing = self._write_svg(title, description, width, _BASE + 22, "".join(parts))
        rows: list[list[str | float]] = [
            [w.date(name), *(each.values[place] for each in series), totals[place]]
            for place, name in enumerate(axis)
        ]
        heads = [w("month"), *(each.name for each in series), w("total")]
        key = self._write_key(series, has_others=has_others)
        return self._write_figure(f'{key}<div class="wide" tabindex="0">{drawing}</div>', heads, rows)

    def bars(
        self,
        title: str,
        rows: Sequence[tuple[str, float]],
        heads: Sequence[str],
        notes: Sequence[str] = (),
        table: Sequence[Sequence[str | float]] = (),
    ) -> str:
        """A bar for each row, below its name. `notes` are shown after the bars instead of the values, and
        `table` after the chart instead of the rows.
        """
        w = self._words
        if not rows:
            return f"<p>{text(w('none'))}</p>"
        most = max(value for _, value in rows) or 1
        parts = []
        for place, (name, value) in enumerate(rows):
            y, width = place * 34, max(1.0, value / most * 270)
            note = notes[place] if notes else w.number(value)
            parts.append(
                f'<text x="0" y="{y + 12}">{text(shorten(name, 50))}</text>'
                f'<rect x="0" y="{y + 16}" width="{width:.1f}" height="12" fill="url(#p0)"/>'
                f'<text x="{width + 5:.0f}" y="{y + 26}" class="n">{text(note)}</text>'
            )
        shown = ", ".join(f"{name} {w.number(value)}" for name, value in rows[:3])
        drawing = self._write_svg(
            title, w("describe_bars", shown), 360, len(rows) * 34, "".join(parts), "bars"
        )
        return self._write_figure(drawing, heads, table or [[name, value] for name, value in rows])

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str | float]]) -> str:
        """A table with numbers aligned right; the first column names the row."""
        head = "".join(f'<th scope="col">{text(each)}</th>' for each in heads)
        cells = ([self._write_cell(each, is_first=not n) for n, each in enumerate(row)] for row in rows)
        body = "".join(f"<tr>{''.join(each)}</tr>" for each in cells)
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f'<div class="wide" tabindex="0">{table}</div>'

    def _write_cell(self, value: str | float, *, is_first: bool) -> str:
        shown = text(value) if isinstance(value, str) else f"{self._words.number(value)}"
        if is_first:
            return f'<th scope="row">{shown}</th>'
        return f"<td>{shown}</td>" if isinstance(value, str) else f'<td class="n">{shown}</td>'

    def _write_figure(self, drawing: str, heads: Sequence[str], rows: Sequence[Sequence[str | float]]) -> str:
        summary = text(self._words("table"))
        table = self.table(heads, rows)
        return f"<figure>{drawing}<details><summary>{summary}</summary>{table}</details></figure>"

    def _write_svg(
        self, title: str, description: str, width: int, height: int, drawing: str, kind: str = "columns"
    ) -> str:
        number = next(self._ids)
        size = f' width="{width}"' if kind == "columns" else ""
        return (
            f'<svg class="{kind}" viewBox="0 0 {width} {height}"{size} role="img" '
            f'aria-labelledby="t{number} d{number}"><title id="t{number}">{text(title)}</title>'
            f'<desc id="d{number}">{text(description)}</desc>{drawing}</svg>'
        )

    def _draw_scale(self, most: float, width: int) -> str:
        lines = []
        for part in (0.0, 0.5, 1.0):
            y = _BASE - part * _HEIGHT
            value = most * part
            is_fine = most < 100 and value != int(value)
            shown = self._words.number(round(value, 1) if is_fine else round(value))
            lines.append(
                f'<path class="grid" d="M{_LEFT} {y:.0f}H{width}"/>'
                f'<text x="{_LEFT - 5}" y="{y + 4:.0f}" class="end">{shown}</text>'
            )
        return "".join(lines)

    def _draw_labels(self, axis: Sequence[str], step: int) -> list[str]:
        every = max(1, -(-56 // step))
        return [
            f'<text x="{_LEFT + place * step}" y="{_BASE + 16}">{text(_write_place(name))}</text>'
            for place, name in enumerate(axis)
            if place % every == 0
        ]

    def _write_key(self, series: Sequence[Series], *, has_others: bool) -> str:
        entries = "".join(
            f'<li><svg width="16" height="16" aria-hidden="true"><rect width="16" height="16" '
            f'fill="url(#p{pattern_of(place, len(series), has_others)})"/></svg>'
            f"{text(shorten(each.name, 60))}</li>"
            for place, each in enumerate(series)
        )
        return f'<ul class="key" aria-label="{text(self._words("key"))}">{entries}</ul>'


def stack(
    axis: Sequence[str], counts: Mapping[str, Mapping[str, float]], names: Sequence[str], others: str
) -> tuple[list[Series], bool]:
    """A series for each of the first names, and one for all others if there are more."""
    chosen = list(names[:MOST_SERIES])
    made = [Series(name, [counts[name].get(place, 0) for place in axis]) for name in chosen]
    rest = names[MOST_SERIES:]
    if rest:
        made.append(Series(others, [sum(counts[name].get(place, 0) for name in rest) for place in axis]))
    return made, bool(rest)


def _round_up_scale(most: float) -> float:
    """The top of the scale: even for a number of articles, so that half of it is whole."""
    return most + most % 2 if isinstance(most, int) else most


def _write_place(name: str) -> str:
    """A month in numbers, which both languages read alike; a year as it is."""
    year, _, month = name.partition("-")
    return f"{month}/{year}" if month else year


def _stack_columns(series: Sequence[Series], most: float, step: int) -> Iterator[str]:
    """The columns of each series as an SVG path, those of later series on top; empty without values."""
    heights = [0.0] * len(series[0].values)
    for each in series:
        path = ""
        for number, value in enumerate(each.values):
            height = value / most * _HEIGHT
            if height:
                heights[number] += height
                path += (
                    f"M{_LEFT + number * step} {_BASE - heights[number]:.1f}"
                    f"h{step - 2}v{height:.1f}h-{step - 2}z"
                )
        yield path
