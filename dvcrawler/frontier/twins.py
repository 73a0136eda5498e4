"""Holds an article's address back while another one that may show the same article is under way.

One article may be linked under two sections, or under a new title. Whether both show the same text is known
once the first has been stored; without this, that would depend on which page the server answers first.
"""

from collections import Counter
from typing import Any

from scrapy import Request

from dvcrawler.discovery.requests import is_article_request, read_page_request, requested_address
from dvcrawler.normalize.identity import number_of

#: Number of ids with one number that wait: more have a part in common that does not name the article.
_MOST_WAITING = 4
#: Requests that are held in memory, 4 KB each; and numbers that are remembered, 200 bytes each.
_MOST_HELD, _MOST_NUMBERS = 1000, 100_000


def preference(request: Request) -> tuple[int, str]:
    """The order in which the addresses of one article are preferred: the shortest first, then by letters."""
    url = requested_address(request).url
    return len(url), url


class Twins:
    """Lets the first address that is found pass, of those with one number."""

    def __init__(self) -> None:
        #: The id that passed, by number, since Scrapy's queue was last empty.
        self._under_way: dict[str, str] = {}
        self._held: list[Request] = []
        self._waiting = Counter[str]()

    def hold_back(self, outputs: list[Any], *, by_preference: bool = False) -> list[Any]:
        """The outputs without article requests that have to wait; `release` gives those. `by_preference`: of
        the addresses in one batch the shortest passes, so that the order of lists does not decide.
        """
        articles = [*filter(is_article_request, outputs)]
        if by_preference:
            articles.sort(key=preference)
        waiting = {id(each) for each in articles if self._has_to_wait(each)}
        return [each for each in outputs if id(each) not in waiting]

    def release(self) -> list[Request]:
        """The requests whose turn it is. Call it when no page is under way."""
        self._under_way.clear()
        self._waiting.clear()
        held, self._held = self._held, []
        return self.hold_back(held)

    def take_excess(self) -> list[str]:
        """The addresses of held requests for which there is no room in memory."""
        excess, self._held = self._held[_MOST_HELD:], self._held[:_MOST_HELD]
        return [request.url for request in excess]

    def _has_to_wait(self, output: object) -> bool:
        if not is_article_request(output) or read_page_request(output).archived is not None:
            return False
        native_id = requested_address(output).native_id
        number = number_of(native_id)
        if len(self._under_way) < _MOST_NUMBERS:
            self._under_way.setdefault(number, native_id)
        if self._under_way.get(number, native_id) == native_id or self._waiting[number] >= _MOST_WAITING:
            return False
        self._waiting[number] += 1
        self._held.append(output)
        return True
