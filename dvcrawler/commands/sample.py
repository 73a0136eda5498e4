"""`dvcrawler sample`: the sample portal, for a first try and for tests."""

import argparse
import subprocess
import sys

from dvcrawler.cli import DvcrawlerCommand, parse_number
from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.exitcodes import ExitCode


class Command(DvcrawlerCommand):
    """Serves until interrupted, or while a command runs against it."""

    def syntax(self) -> str:
        return "[options] [-- COMMAND…]"

    def short_desc(self) -> str:
        return "Serve the sample portal on loopback"

    def long_desc(self) -> str:
        return (
            "Serves made-up pages under the hosts of the real sites and prints the setting that leads "
            "a crawl there; with a COMMAND, runs that against it and stops. "
            "Example: dvcrawler sample --port 8000"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--port", type=parse_number, default=0, help="port (default: a free one)")
        parser.add_argument(
            "--articles", type=parse_number, default=150, help="how many articles (default: 150)"
        )
        parser.add_argument("--seed", type=parse_number, default=1, help="other texts with another seed")
        parser.add_argument("--crawl", action="store_true", help="crawl it without delay, then stop")

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.sample.portal import Portal
        from dvcrawler.sample.server import PortalServer, connect_to, run_forever, serve

        if not 0 < opts.articles <= _MOST:
            raise UsageError(f"--articles takes a whole number from 1 to {_MOST}")
        if not 0 <= opts.port <= 65535:
            raise UsageError("--port takes a whole number from 0 to 65535")
        portal = Portal(opts.articles, opts.seed)

        def announce(server: PortalServer) -> None:
            print(f"export DVCRAWLER_CONNECT_TO={connect_to(server)}", flush=True)

        try:
            if opts.crawl:
                with serve(portal, port=opts.port) as server:
                    return self._crawl(connect_to(server))
            run_forever(portal, opts.port, ready=announce)
        except OSError as error:
            raise ConfigError(
                f"port {opts.port} cannot be had: {error.strerror}; name another with --port"
            ) from error
        return ExitCode.OK

    def _crawl(self, connect_to: str) -> ExitCode:
        """A crawl of every site in a process of its own, over real HTTP, then what is held."""
        import os

        environment = {**os.environ, "DVCRAWLER_CONNECT_TO": connect_to}
        program = [sys.executable, "-m", "dvcrawler"]
        data = ["--data", str(self.data)]
        crawl = [*program, "crawl", "baonamdinh", "danguykhoi", "phunu", "phuyen", *data, *UNHURRIED]
        code = subprocess.run(crawl, env=environment, check=False).returncode
        subprocess.run([*program, "sites", *data], env=environment, check=False)
        return ExitCode(code)


#: Each is held in memory.
_MOST = 100_000
#: Politeness is for other people's servers; this one is ours.
UNHURRIED = (
    "-s", "DOWNLOAD_DELAY=0",
    "-s", "AUTOTHROTTLE_ENABLED=False",
    "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16",
    "-s", "DVCRAWLER_FIRST_PAUSE=0",
)  # fmt: skip
