"""Answers to requests, and a bounded cache of them."""

from collections import OrderedDict
from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers`: content type, and location for redirects; the server adds lengths and dates."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def page(text: str | bytes, kind: str = HTML, status: int = 200) -> Answer:
    body = text.encode() if isinstance(text, str) else text
    return Answer(status, {"Content-Type": kind}, body)


def redirect(location: str) -> Answer:
    return Answer(301, {"Content-Type": HTML, "Location": location}, b"")


def failure(status: int) -> Answer:
    """An error page, with nothing that looks like an article."""
    text = f"<html><head><title>{status}</title></head><body>Lỗi {status}</body></html>"
    return page(text, status=status)


_TOKEN = "5f1d0c8e9ab74d23a6e1b0c4d7f28391"


def has_challenge_cookie(cookie: str) -> bool:
    return f"D1N={_TOKEN}" in cookie


def challenge() -> Answer:
    """The cookie challenge common on Vietnamese sites: a page with nothing but a script."""
    return page(
        f'<html><body><script>document.cookie="D1N={_TOKEN}"+"; expires=Fri, 31 Dec 2099 23:59:59 '
        'GMT; path=/";window.location.reload(true);</script></body></html>'
    )


class AnswerCache:
    """Holds answers of about `limit` bytes together; the least recently used leave first."""

    #: Bytes of an answer besides its body, roughly: redirects have no body.
    _OVERHEAD = 400

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._answers: OrderedDict[tuple[str, str], Answer] = OrderedDict()

    def get(self, host: str, target: str) -> Answer | None:
        answer = self._answers.get((host, target))
        if answer is not None:
            self._answers.move_to_end((host, target))
        return answer

    def put(self, host: str, target: str, answer: Answer) -> None:
        self._answers[host, target] = answer
        self._size += len(answer.body) + self._OVERHEAD
        while self._size > self._limit and self._answers:
            _, dropped = self._answers.popitem(last=False)
            self._size -= len(dropped.body) + self._OVERHEAD

    def clear(self) -> None:
        self._answers.clear()
        self._size = 0
