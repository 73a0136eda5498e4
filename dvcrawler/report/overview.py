"""The report's first part: the store in numbers, and a table of its sites."""

from dvcrawler.messages.printable import text
from dvcrawler.normalize.moments import local_time
from dvcrawler.report.figures import MEGABYTE, UNDATED, Figures, SiteFigures
from dvcrawler.words import Words


def write_overview(figures: Figures, words: Words) -> str:
    """The numbers of the whole store, and a table with a row for each site."""
    w, f = words, figures
    articles = sum(each.articles for each in f.sites)
    missing = sum(len(each.gaps or ()) for each in f.sites)
    big = [(articles, "articles"), (len(f.sites), "all_sites"), (f.reposted, "shared"),
           (missing, "missing")]  # fmt: skip
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
        _format_number(w.number(each.articles)), f"<td>{text(w.date(each.first or '–'))}</td>",
        f"<td>{text(w.date(each.last or '–'))}</td>", *map(_format_number, numbers),
        f"<td>{text(state)}</td>", _format_number(f"{w.number(size)} MB"),
    ]  # fmt: skip
    link = f'<a href="#site-{text(each.name)}">{text(each.title)}</a>'
    return f'<tr><th scope="row">{link}</th>{"".join(cells)}</tr>'


def _format_number(shown: str) -> str:
    return f'<td class="n">{text(shown)}</td>'
