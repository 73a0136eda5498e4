"""`dvcrawler cite ID`: an article as a reference."""

import argparse
import io
import sys

from dvcrawler.article_ids import read_ids
from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.options import Option
from dvcrawler.cli.store_notices import watching
from dvcrawler.console import complain, fit_json, say_text
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.items import Record
from dvcrawler.site_lists import describe_held_sites

#: Formats of files that other programs read as UTF-8, whatever the locale is.
_FILES = ("bibtex", "ris")
#: Fields of a reference that may be doubtful.
_CITED = ("title", "date", "author")


class Command(DvcrawlerCommand):
    """Prints one reference for each id, in the chosen format."""

    usage = "[options] ID…"
    description = (
        "Prints references with newspaper, day, address, day of capture and the place in the archive: "
        "a line in Vietnamese form, CSL-JSON, BibTeX or RIS. "
        "Example: dvcrawler cite baonamdinh:2540012 --format bibtex"
    )
    uses_scrapy = False
    queries_indexes = True
    options = (
        Option(
            "--format",
            "text (default), csl, bibtex or ris",
            choices=("text", "csl", "bibtex", "ris"),
            default="text",
        ),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.derived.citing import FORMATS, as_reference
        from dvcrawler.derived.lookup import find_records

        if not args:
            raise UsageError("name an article's id, as in baonamdinh:2540012; dvcrawler search prints them")
        sites = describe_held_sites(self.settings)
        with watching() as watch:
            ids = dict.fromkeys(read_ids(self.settings, args))  # a reference manager refuses an entry twice
            records = list(find_records(self.find_store(), ids, watch))
        references = []
        for record in records:
            site = sites.get(record["site"])
            references.append(as_reference(record, site.title if site is not None else record["site"]))
        text = FORMATS[opts.format](*references)
        if opts.format in _FILES and isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
            sys.stdout.reconfigure(encoding="utf-8")
        say_text(fit_json(text) if opts.format == "csl" else text)
        for record in records:
            _complain_of_doubts(record)
        return ExitCode.OK


def _complain_of_doubts(record: Record) -> None:
    for doubt in record["problems"]:
        if doubt["field"] in _CITED:
            complain(f"{record['id']}: check its {doubt['field']} before citing it: {doubt['reason']}")
