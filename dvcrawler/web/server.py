"""uvicorn on a socket that is opened first: a used port is a one-line error, a free one is known at once."""

import socket
from collections.abc import Callable
from ipaddress import ip_address

import uvicorn
from starlette.types import ASGIApp

from dvcrawler.errors import ConfigError

#: Seconds without a request after which a slow reader is disconnected.
_KEEP_ALIVE = 10
#: Connections at once, idle ones included; each may hold a captured page of 10 MB in memory several times.
_AT_ONCE = 100
_BACKLOG = 64


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises ConfigError that names host and port."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        opened = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"cannot listen on {host}: {reason}; name an address of this machine") from error
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(_BACKLOG)
    except OSError as error:
        opened.close()
        raise ConfigError(
            f"cannot listen on {host}, port {port}: {error.strerror or error}; choose another --port, or 0"
        ) from error
    return opened


def serve(app: ASGIApp, opened: socket.socket, ready: Callable[[], None]) -> None:
    """Answers until SIGINT or SIGTERM. `ready` is called once, when requests are answered."""
    config = uvicorn.Config(
        app,
        lifespan="off",
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE,
        limit_concurrency=_AT_ONCE,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
    )
    _Server(config, ready).run(sockets=[opened])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address_of(opened: socket.socket, host: str) -> str:
    """The address of the home page, as a browser on this machine takes it."""
    port = opened.getsockname()[1]
    shown = "127.0.0.1" if host in ("0.0.0.0", "") else "[::1]" if host == "::" else host
    if ":" in shown and not shown.startswith("["):
        shown = f"[{shown}]"
    return f"http://{shown}:{port}/"
