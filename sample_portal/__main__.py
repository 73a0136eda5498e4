"""`python -m sample_portal`, in the repository's root: serves the portal, or with --crawl crawls it once."""

import argparse
import sys
from collections.abc import Sequence

from dvcrawler.errors import ExitCode
from sample_portal.crawl import crawl_once
from sample_portal.portal import Portal
from sample_portal.server import PortalServer, connect_to, run_forever, serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code: that of the crawl, or 0, 3 (port not available) or 130 (interrupted)."""
    options = _parse(arguments)
    portal = Portal(options.articles, options.seed)
    try:
        if options.crawl:
            with serve(portal, port=options.port) as server:
                return crawl_once(server, options.data)
        run_forever(portal, options.port, ready=_announce)
    except OSError as error:
        print(
            f"sample_portal: cannot listen on port {options.port}: {error.strerror}; choose another --port",
            file=sys.stderr,
        )
        return ExitCode.CONFIG
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    return ExitCode.OK


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m sample_portal",
        description="Serves made-up pages under the hosts of the real sites on loopback, and prints the "
        "setting that leads a crawl there.",
    )
    parser.add_argument("--port", type=int, default=0, help="port to listen on (default: a free one)")
    parser.add_argument("--articles", type=_positive, default=150, help="number of articles (default: 150)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other texts (default: 1)")
    parser.add_argument("--crawl", action="store_true", help="crawl every site without delays, then stop")
    parser.add_argument(
        "--data", metavar="DIR", help="data folder of --crawl (else DVCRAWLER_DATA, else ./data)"
    )
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def _announce(server: PortalServer) -> None:
    print(f"export DVCRAWLER_CONNECT_TO={connect_to(server)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
