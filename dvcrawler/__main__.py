"""The entry point of `dvcrawler` and `python -m dvcrawler`.

Imports only `sys` before `main` runs: until then Ctrl-C ends in a traceback.
"""

import sys


def main() -> None:
    """Exits with the command's code; docs/exit-codes.md lists them."""
    try:
        from dvcrawler.dispatch import dispatch

        dispatch(sys.argv[1:])
    except KeyboardInterrupt:
        _tell_interrupted()
        sys.exit(130)
    finally:
        # After an interrupt within `exec`, by which dataclasses are made, Python ends itself by SIGINT
        # although the exception was caught, unless something else was executed since.
        exec("")


def _tell_interrupted() -> None:
    """Prints one line. A second Ctrl-C changes nothing."""
    import signal
    from contextlib import suppress

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.stderr is not None:  # else it was closed before the command began
        with suppress(OSError):
            print("dvcrawler: interrupted", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
