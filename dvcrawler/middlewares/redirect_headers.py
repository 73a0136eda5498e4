"""What a redirect says: where it leads, and the cookies that it sets."""

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from scrapy.http import Response


def read_target(url: str, response: Response) -> str | None:
    """Where the redirect of `url` leads, without the fragment; None if that is not an address."""
    location = (response.headers.get("Location") or b"").decode("utf-8", "replace").strip()
    try:
        target = urldefrag(urljoin(url, location)).url
        _ = urlsplit(target).port  # raises as well: "http://host:99999/"
    except ValueError:
        return None
    return target


def read_cookies(response: Response) -> Iterator[tuple[str, str]]:
    """The names and values of the cookies, without those that no header can hold."""
    for line in response.headers.getlist("Set-Cookie"):
        name, sign, value = line.decode("latin-1").partition(";")[0].partition("=")
        if sign and name.strip() and (name + value).isprintable():
            yield name.strip(), value.strip()
