"""`dvcrawler browse`: the store as web pages on this machine."""

import argparse
import socket
import webbrowser

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.option_values import check_range, parse_number, parse_text
from dvcrawler.cli.options import Option
from dvcrawler.cli.packages import check_packages
from dvcrawler.cli.portals import load_portals
from dvcrawler.cli.store_notices import tell_unreadable, watching
from dvcrawler.console import complain, say
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.shared.opening import SharedUse
from dvcrawler.web.links import DEFAULT_PORT


class Command(DvcrawlerCommand):
    """Serves until interrupted."""

    usage = "[options]"
    description = (
        "Serves search, articles with their revisions, calendars and captured pages, read-only, on "
        "loopback until interrupted. --host makes it reachable for others, without any password. "
        "Needs the extra dvcrawler[web]. Example: dvcrawler browse --open"
    )
    uses_scrapy = False
    shared_use = SharedUse.CAPTURES
    options = (
        Option(
            "--port",
            f"default: {DEFAULT_PORT}; 0 takes a free one",
            type=parse_number,
            default=DEFAULT_PORT,
            metavar="N",
        ),
        Option("--host", "default: 127.0.0.1", type=parse_text, default="127.0.0.1", metavar="H"),
        Option("--open", "open the home page in the web browser"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        if args:
            raise UsageError(f"browse takes no argument {args[0]!r}; use --data for the data folder")
        check_range("--port", opts.port, 0, 65535)
        check_packages("browse", "web", ("starlette", "jinja2", "uvicorn"))
        from dvcrawler.derived.similarity.similar_index import open_similar
        from dvcrawler.web.server import listen

        with watching() as watch, open_similar(self.find_store(), watch):
            pass  # builds both now, not while the first reader waits
        tell_unreadable(self.data)
        self.tell_stored_elsewhere()
        with listen(opts.host, opts.port) as opened:
            return self._serve(opened, opts.host, opts.open)

    def _serve(self, opened: socket.socket, host: str, opens_browser: bool) -> ExitCode:
        from dvcrawler.web.app import LOOPBACK_NAMES, make_app
        from dvcrawler.web.server import address_of, is_loopback, serve

        portals = load_portals(self.settings)
        is_private, address = is_loopback(host), address_of(opened, host)
        names = {*LOOPBACK_NAMES, host.lower(), socket.gethostname().lower()}
        app = make_app(
            self.data, portals, LOOPBACK_NAMES if is_private else names, any_address=not is_private
        )
        if not is_private:
            complain(f"listening on {host}: anybody who can reach this machine can read all that is stored")

        def tell() -> None:
            say(f"{address} (Ctrl-C ends it)")
            if opens_browser:
                webbrowser.open(address)

        serve(app, opened, tell)
        return ExitCode.OK
