"""Calendars of the page of coverage: a column per week, a shade for the articles of each day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from dvcrawler.coverage.count import Coverage


def write_scale(days: Counter[str]) -> str:
    """The legend of the shades: no article, one article, the maximum per day."""
    most = max([*days.values(), 1])
    shades = ['<span style="background:var(--none)"></span>0']
    for count in sorted({1, most}):
        shades.append(
            f'<span style="background:var(--day);opacity:{_choose_shade(count, most)}"></span>{count}'
        )
    return f'<p class="key">{" ".join(f"<b>{shade}</b>" for shade in shades)} articles a day</p>'


def _choose_shade(count: int, most: int) -> str:
    return f"{0.25 + 0.75 * count / most:.2f}"


def write_years(days: Counter[str]) -> Iterator[str]:
    most = max([*days.values(), 1])
    for year in sorted({day[:4] for day in days}, reverse=True):
        held = [day for day in days if day[:4] == year]
        cells = "".join(_write_cell(date.fromisoformat(day), days[day], most) for day in sorted(held))
        yield (
            f'<svg width="800" height="118" role="img" aria-label="{year}: articles on {len(held)} days">'
            f'<text x="0" y="22">{year}</text><use href="#{_name_shape(int(year))}"/>{cells}</svg>'
        )


def _name_shape(year: int) -> str:
    """The name of the empty calendar of all years that begin on the same weekday and have as many days."""
    return f"year-{date(year, 1, 1).weekday()}-{date(year, 12, 31).timetuple().tm_yday}"


def write_shapes(coverages: Sequence[Coverage]) -> str:
    """Each empty calendar once: repeated for every year, it would make up most of the page."""
    years = {_name_shape(int(day[:4])): int(day[:4]) for each in coverages for day in each.days}
    shapes = "".join(
        f'<g id="{name}">{"".join(_write_month_names(year))}'
        f'<path fill="var(--none)" d="{"".join(_draw_cells(year))}"/></g>'
        for name, year in sorted(years.items())
    )
    return (
        f'<svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs>{shapes}</defs></svg>'
    )


def _write_month_names(year: int) -> Iterator[str]:
    for month in range(1, 13):
        yield f'<text x="{_find_column(date(year, month, 1))}" y="8">{month}</text>'


def _find_column(day: date) -> int:
    first = date(day.year, 1, 1)
    return 36 + (day.timetuple().tm_yday - 1 + first.weekday()) // 7 * 14


def _draw_cells(year: int) -> Iterator[str]:
    """One column per week, Monday on top."""
    first = date(year, 1, 1)
    for number in range(date(year, 12, 31).timetuple().tm_yday):
        day = date.fromordinal(first.toordinal() + number)
        yield f"M{_find_column(day)} {_find_row(day)}h12v12h-12z"


def _write_cell(day: date, count: int, most: int) -> str:
    paint = f'fill="var(--day)" opacity="{_choose_shade(count, most)}"'
    label = f"{day.isoformat()}: {count}"
    place = f'x="{_find_column(day)}" y="{_find_row(day)}" width="12" height="12"'
    return f"<rect {place} {paint}><title>{label}</title></rect>"


def _find_row(day: date) -> int:
    return 14 + day.weekday() * 14
