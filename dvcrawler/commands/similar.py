"""`dvcrawler similar [ID]`: the same text on several sites."""

import argparse
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from dvcrawler.article_ids import read_ids
from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.option_values import check_range, parse_number
from dvcrawler.cli.options import Option
from dvcrawler.cli.portals import load_outlets
from dvcrawler.cli.query_words import judge_found
from dvcrawler.cli.store_notices import tell_unreadable, watching
from dvcrawler.console import say, say_text, to_json, wrap
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.items import Record
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.tables import LONGEST_TITLE, cut

if TYPE_CHECKING:
    from dvcrawler.derived.similarity.similar import Repost
    from dvcrawler.derived.similarity.similar_index import SimilarIndex

_BY = {"source": "source line", "date": "earlier day"}


class Command(DvcrawlerCommand):
    """Text for people, `--json` for programs."""

    usage = "[options] [ID]"
    description = (
        "Lists the articles of other sites that have text of this article, or all articles with such "
        "reposts, and where the text comes from: by the source line, else by the earlier day, else "
        "unknown. Exit status 1 if nothing is found. Example: dvcrawler similar danguykhoi:204"
    )
    uses_scrapy = False
    queries_indexes = True
    options = (
        Option("--json", "print a JSON array of articles with their reposts"),
        Option("--limit", "number of articles (default: all)", type=parse_number, metavar="N"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.derived.similarity.similar_index import open_similar

        if len(args) > 1:
            raise UsageError(f"similar takes one id, not {len(args)}")
        check_range("--limit", opts.limit, 1)
        args = read_ids(self.settings, args)
        with watching() as watch:
            opened = open_similar(self.find_store(), watch)
        with opened as index:
            found = list(islice(self._find(index, args), opts.limit))
        if not found:
            self.tell_stored_elsewhere()
        if opts.json:
            say_text(to_json([_as_json(record, reposts) for record, reposts in found]))
        else:
            _print(found, args)
        return judge_found(bool(found), tell_unreadable(self.data))

    def _find(self, index: "SimilarIndex", args: list[str]) -> "Iterator[tuple[Record, list[Repost]]]":
        from dvcrawler.derived.lookup import no_article
        from dvcrawler.derived.searching.index.search_index import open_index
        from dvcrawler.derived.similarity.similar import find_all, find_reposts

        outlets = load_outlets(self.settings)
        if not args:
            found: Iterable[tuple[str, list[Repost]]] = find_all(index, outlets)
        else:
            if not index.holds(args[0]):
                with open_index(self.data) as articles:
                    raise no_article(articles, args[0], self.data)
            found = [(args[0], find_reposts(index, args[0], outlets))]
        for id_, reposts in found:
            record = index.record_of(id_)
            if record is not None and reposts:
                yield record, reposts


def _as_json(record: Record, reposts: "list[Repost]") -> dict[str, Any]:
    from dvcrawler.derived.similarity.similar import as_json

    fields = ("id", "site", "url", "title", "date", "source")
    return {**{name: record[name] for name in fields}, "reposts": [as_json(each) for each in reposts]}  # type: ignore[literal-required]


def _print(found: "list[tuple[Record, list[Repost]]]", asked: list[str]) -> None:
    if asked and not found:
        say(f"0 articles of other sites have text of {asked[0]}")
        return
    for record, reposts in found:
        say(*wrap(f"{record['date'] or 'undated'}  {record['id']}  {cut(record['title'], LONGEST_TITLE)}"))
        for each in reposts:
            other, origin = each.record, each.origin
            percent = f"{each.part:.0%} of it, {each.other_part:.0%} of the other"
            say(*wrap(f"  {each.kind:<8}  {other['date'] or 'undated'}  {other['id']}  {percent}"))
            known = f"{origin.name} ({_BY[origin.by]})" if origin else "unknown"
            say(f"    origin: {known}")
    say(f"{counted(len(found), 'article')} with text that other sites have too")
