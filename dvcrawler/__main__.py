"""The entry point of `dvcrawler` and `python -m dvcrawler`.

Imports only `sys` before `main` runs: until then Ctrl-C ends in a traceback.
"""

import sys


def main() -> None:
    """Exits with the command's code; docs/exit-codes.md lists them."""
    try:
        from dvcrawler.dispatch import dispatch

        dispatch(sys.argv[1:])
    except (Exception, KeyboardInterrupt) as error:
        import os
        import signal

        # Python 3.11 wraps an interrupt that comes while the attributes of a class are named.
        if isinstance(error, KeyboardInterrupt) or isinstance(error.__cause__, KeyboardInterrupt):
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C changes nothing
            complain("interrupted")
            sys.exit(130)

        from dvcrawler.errors import lacks_memory

        if "--debug" in sys.argv or not lacks_memory(error):
            raise
        complain("the memory that it may use is too small; raise ulimit -v, or the container's limits")
        os._exit(3)  # what runs at an ordinary end needs memory too
    finally:
        # After an interrupt within `exec`, by which dataclasses are made, Python ends itself by SIGINT
        # although the exception was caught, unless something else was executed since.
        exec("")


def complain(what: str) -> None:
    """Prints one line."""
    from contextlib import suppress

    if sys.stderr is not None:  # else it was closed before the command began
        with suppress(OSError):
            print(f"dvcrawler: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
