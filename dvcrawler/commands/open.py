"""`dvcrawler open ID`: where the captured page of an article is shown."""

import argparse
import socket
import webbrowser
from urllib.parse import quote

from dvcrawler.article_ids import read_ids
from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.option_values import check_range, parse_number
from dvcrawler.cli.options import Option
from dvcrawler.cli.store_notices import watching
from dvcrawler.console import complain, say
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.web.links import DEFAULT_PORT, capture_path


class Command(DvcrawlerCommand):
    """Prints the address; `--browser` opens it."""

    usage = "[options] ID"
    description = (
        "Prints the address at which `dvcrawler browse` shows the captured page of an article, or the "
        "article if no page is kept. Example: dvcrawler open baonamdinh:2540012 --browser"
    )
    uses_scrapy = False
    queries_indexes = True
    options = (
        Option(
            "--port",
            f"the port of `dvcrawler browse` (default: {DEFAULT_PORT})",
            type=parse_number,
            default=DEFAULT_PORT,
            metavar="N",
        ),
        Option("--browser", "open it in the web browser"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.derived.lookup import find_records

        if len(args) != 1:
            raise UsageError("name one article's id, as in baonamdinh:2540012; dvcrawler search prints them")
        check_range("--port", opts.port, 1, 65535)
        with watching() as watch:
            (record,) = find_records(self.find_store(), read_ids(self.settings, args), watch)
        path = capture_path(record["capture"]) or f"/article/{quote(record['id'])}"
        address = f"http://127.0.0.1:{opts.port}{path}"
        say(address)
        if not _is_answering(opts.port):
            complain(f"nothing listens on port {opts.port} yet; start dvcrawler browse")
        elif opts.browser:
            webbrowser.open(address)
        return ExitCode.OK


def _is_answering(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2.0).close()
    except OSError:
        return False
    return True
