"""The signals that end a worker or a scheduler cleanly."""

import asyncio
import signal
from collections.abc import Callable


def call_at_end(stop: Callable[[], object]) -> None:
    """Calls `stop` at SIGTERM, SIGINT, and SIGHUP unless it is ignored, as under `nohup`."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        loop.add_signal_handler(signal.SIGHUP, stop)
