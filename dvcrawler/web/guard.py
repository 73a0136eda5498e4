"""Checks every request and completes every answer: method, Host, security headers.

The outermost layer, so that pages need not repeat it. A page may replace a header.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Nothing is loaded but our own style sheet and pictures out of the archive; no script runs anywhere.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-DNS-Prefetch-Control": "off",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-cache",
}
_METHODS = ("GET", "HEAD")
_LONGEST_QUERY = 8192


class Guard:
    """Passes on GET and HEAD requests for a host that it serves.

    `names`: the host names allowed in `Host`. `any_address`: IP addresses are allowed too, for a server that
    other machines reach. Any other name could be an attacker's, directed here by DNS rebinding so that a page
    in the operator's browser can read the store.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str], *, any_address: bool = False) -> None:
        self._app, self._names, self._any_address = app, names, any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # a WebSocket
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _add_defaults(message["headers"])
            await send(message)

        refusal = self._refuse(scope)
        await (refusal or self._app)(scope, receive, send_guarded)

    def _refuse(self, scope: Scope) -> PlainTextResponse | None:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1:
            return PlainTextResponse("one Host header is needed\n", 400)
        if not self._is_ours(hosts[0].decode("latin-1")):
            return PlainTextResponse("this server does not answer for that host\n", 421)
        if scope["method"] not in _METHODS:
            return PlainTextResponse("only GET and HEAD\n", 405, {"Allow": "GET, HEAD"})
        if len(scope["query_string"]) > _LONGEST_QUERY:
            return PlainTextResponse("the query is too long\n", 414)
        return None

    def _is_ours(self, host: str) -> bool:
        name = host_name(host)
        if name is None:
            return False
        try:
            address = ip_address(name)
        except ValueError:
            return name in self._names
        return self._any_address or address.is_loopback or name in self._names


def host_name(host: str) -> str | None:
    """The name or address in a Host header, without port and brackets; None if it is neither."""
    if not host or any(sign in host for sign in "/?#@\\ \t,"):
        return None
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises if it is not a number
    except ValueError:
        return None
    return (parts.hostname or "").removesuffix(".") or None


def _add_defaults(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    own = {name.lower() for name, _ in headers}
    added = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
    return [*headers, *(pair for pair in added if pair[0] not in own)]
