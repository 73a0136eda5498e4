"""What the portal gives back for one request."""

from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers`: content type, and location for redirects. Lengths are the server's business."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def page(text: str | bytes, kind: str = HTML, status: int = 200) -> Answer:
    body = text.encode() if isinstance(text, str) else text
    return Answer(status, {"Content-Type": kind}, body)


def redirect(location: str) -> Answer:
    return Answer(301, {"Content-Type": HTML, "Location": location}, b"")


def failure(status: int) -> Answer:
    """An error page, without anything that looks like an article."""
    return page(f"<html><head><title>{status}</title></head><body>Lỗi {status}</body></html>",
                status=status)  # fmt: skip


_TOKEN = "5f1d0c8e9ab74d23a6e1b0c4d7f28391"


def passed_gate(cookie: str) -> bool:
    return f"D1N={_TOKEN}" in cookie


def gate() -> Answer:
    """The cookie gate common on Vietnamese sites: a page that is nothing but a script."""
    return page(
        f'<html><body><script>document.cookie="D1N={_TOKEN}"+"; expires=Fri, 31 Dec 2099 23:59:59 '
        'GMT; path=/";window.location.reload(true);</script></body></html>'
    )
