"""Counts from the index: months by site, days of a year, names of authors and sections."""

from dataclasses import dataclass

from dvcrawler.derived.folding import fold_marks
from dvcrawler.derived.searching.index.search_index import SearchIndex
from dvcrawler.derived.searching.index.search_schema import AUTHOR, SECTION


@dataclass(frozen=True, slots=True)
class Months:
    """Articles of a site by month ("YYYY-MM"); `undated` have no day."""

    site: str
    total: int
    undated: int
    months: dict[str, int]

    def by_year(self) -> dict[str, int]:
        """Articles by year, the newest first."""
        years = sorted({month[:4] for month in self.months}, reverse=True)
        return {year: sum(n for month, n in self.months.items() if month[:4] == year) for year in years}


def count_months(index: SearchIndex) -> list[Months]:
    """Counts of articles by month for each site, sites in the order of their names."""
    rows = index.db.execute(
        "SELECT names.text, date / 100 AS month, count(*) FROM articles "
        "JOIN names ON names.name = articles.site GROUP BY 1, 2 ORDER BY 1, 2"
    ).fetchall()
    found = []
    for site in dict.fromkeys(row[0] for row in rows):
        counts = {
            month and f"{month // 100:04}-{month % 100:02}": count
            for name, month, count in rows
            if name == site
        }
        undated = counts.pop(None, 0)
        found.append(Months(site, undated + sum(counts.values()), undated, counts))
    return found


def count_days(index: SearchIndex, site: str, year: int) -> dict[str, int]:
    return dict(
        index.db.execute(
            "SELECT day, count(*) FROM articles JOIN names ON names.name = articles.site "
            "WHERE names.text = ? AND date BETWEEN ? * 10000 AND ? * 10000 + 9999 GROUP BY date",
            (site, year, year),
        ).fetchall()
    )


def list_authors(index: SearchIndex, part: str, limit: int, offset: int) -> tuple[int, list[tuple[str, int]]]:
    """How many authors have `part` in their name, and some of them with their articles: most first,
    those with as many in the order of the alphabet without diacritics.
    """
    values: tuple[object, ...] = (AUTHOR, fold_marks(part))
    where = "kind = ? AND instr(folded, ?) AND name IN (SELECT name FROM credits)"
    total = index.db.execute(f"SELECT count(*) FROM names WHERE {where}", values).fetchone()[0]
    rows = index.db.execute(
        "SELECT text, number FROM (SELECT name, count(*) AS number FROM credits GROUP BY name) "
        "JOIN names USING(name) WHERE kind = ? AND instr(folded, ?) ORDER BY number DESC, folded, text "
        "LIMIT ? OFFSET ?",
        (*values, limit, offset),
    ).fetchall()
    return int(total), rows


def list_sections(index: SearchIndex) -> list[tuple[str, str, int]]:
    """(site, section, articles), by site, the largest first."""
    return index.db.execute(
        "SELECT sites.text, names.text, count(*) AS number FROM articles "
        "JOIN names ON names.name = articles.section JOIN names AS sites ON sites.name = articles.site "
        "WHERE names.kind = ? GROUP BY 1, 2 ORDER BY 1, number DESC, names.folded, 2 LIMIT 2000",
        (SECTION,),
    ).fetchall()
