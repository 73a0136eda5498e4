"""Follows a redirect that puts what was chosen for a list into a cookie: a section, a month, a page.

The cookie is sent to the list and its further pages alone, so that each choice has its own.
"""

import re
from dataclasses import replace
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from scrapy.http import Request, Response

from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.requests import copy_request, read_page_request, redirects_of
from dvcrawler.middlewares.cookie_redirects import read_cookies, read_target

#: Redirects that a browser follows by asking for the page, whatever the request was.
_REDIRECTS = (301, 302, 303)
#: Browsers keep as much of a cookie.
_LONGEST_COOKIE, _MOST_COOKIES = 4096, 20
#: Characters of a value that an address does not hold by chance.
_LEAST_LENGTH = 3


class ChoiceCookieMiddleware:
    """Runs before Scrapy follows redirects, and before those in a circle are answered with their cookie."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Requests the list with the cookie where the redirect says nothing else of the choice."""
        page = read_page_request(request)
        listing = page.listing
        if response.status not in _REDIRECTS or page.archived or listing is None or listing.is_home:
            return response
        cookie = _add_cookies(listing.cookie, response)
        target = _find_target(request, response)
        if cookie == listing.cookie or target is None or not _loses_choice(request, target):
            return response
        return _request_chosen(request, target, replace(listing, cookie=cookie, choice=None))


def _request_chosen(request: Request, target: str, listing: Listing) -> Request:
    before = [*redirects_of(request), request.url]
    page = replace(read_page_request(request), listing=listing)
    asked = copy_request(request, page, redirect_urls=before)
    chosen = asked.replace(
        url=target,
        method="GET",
        body=b"",
        dont_filter=True,
        cb_kwargs={**request.cb_kwargs, "listing": listing},
    )
    chosen.headers.pop("Content-Type", None)
    chosen.headers["Cookie"] = listing.cookie
    return chosen


def _find_target(request: Request, response: Response) -> str | None:
    """The address on the same host, other than the front page, to which the redirect leads."""
    target = read_target(request.url, response)
    if target is None or urlsplit(target).hostname != urlsplit(request.url).hostname:
        return None
    return target if urlsplit(target).path.strip("/") else None


def _loses_choice(request: Request, target: str) -> bool:
    """Whether the target names none of the values that were sent."""
    sent = (
        request.body.decode("utf-8", "replace") if request.method == "POST" else urlsplit(request.url).query
    )
    values = [value for _, value in parse_qsl(sent) if value]
    parts = urlsplit(target)
    named = f"{parts.path}?{parts.query}"
    words = {*re.split(r"\W+", named)}
    kept = (value in words or (len(value) >= _LEAST_LENGTH and value in named) for value in values)
    return bool(values) and not any(kept)


def _add_cookies(sent: str | None, response: Response) -> str | None:
    cookies = dict(each.split("=", 1) for each in (sent or "").split("; ") if "=" in each)
    cookies |= dict(islice(read_cookies(response), _MOST_COOKIES))
    written = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return written if written and len(written) <= _LONGEST_COOKIE else sent
