"""Renders templates: every text is escaped, without characters that turn or hide letters."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from dvcrawler.derived.searching.search import Snippet
from dvcrawler.normalize.numbers import local_time
from dvcrawler.web.archive import Archive
from dvcrawler.web.links import capture_path
from dvcrawler.web.words import choose_language, words_in
from dvcrawler.words import LANGUAGES, Words

#: Control characters (not tab and line end), those that turn the reading direction, and non-characters.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_LONGEST_ADDRESS = 2000
#: Characters shown before and after a change.
_BESIDE = 250


def clean(text: str) -> str:
    """The text with U+FFFD for each control character that a browser would obey."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def _finish(value: object) -> Any:
    """Cleans each `{{ … }}` of a template before it is escaped."""
    if isinstance(value, Markup):
        return value
    return clean(value) if isinstance(value, str) else value


def mark(snippet: Snippet) -> Markup:
    parts, end = [], 0
    for start, stop in snippet.marks:
        parts += [Markup.escape(clean(snippet.text[end:start]))]
        parts += [Markup("<mark>{}</mark>").format(clean(snippet.text[start:stop]))]
        end = stop
    return Markup("").join([*parts, Markup.escape(clean(snippet.text[end:]))])


def abridge(text: str, is_first: bool = False, is_last: bool = False) -> str:
    """The part of a long shared text that is next to the changes."""
    if len(text) <= 3 * _BESIDE:
        return text
    begin = "" if is_first else (text[:_BESIDE].rpartition(" ")[0] or text[:_BESIDE]) + " "
    end = "" if is_last else " " + (text[-_BESIDE:].partition(" ")[2] or text[-_BESIDE:])
    return f"{begin}[…]{end}"


def outside(address: str | None) -> str | None:
    """An address that a link may lead to: http and https alone; None for any other."""
    if not address or len(address) > _LONGEST_ADDRESS or _UNSAFE.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


def _make_environment() -> Environment:
    made = Environment(
        loader=PackageLoader("dvcrawler.web"),
        autoescape=True,
        finalize=_finish,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        mark=mark,
        abridge=abridge,
        outside=outside,
        local_time=local_time,
        capture_path=capture_path,
    )
    return made


_templates = _make_environment()


def words_of(request: Request) -> Words:
    return words_in(
        choose_language(request.query_params.get("lang"), request.headers.get("accept-language", ""))
    )


def _read_chosen_language(request: Request) -> dict[str, str]:
    """The parameter of a language that was chosen by hand: links and forms keep it."""
    chosen = request.query_params.get("lang")
    return {"lang": chosen} if chosen in LANGUAGES else {}


def link(request: Request, path: str, **values: object) -> str:
    """An address of this server. A language that was chosen by hand is kept in it."""
    pairs = {name: str(value) for name, value in values.items() if value not in (None, "")}
    pairs = {**pairs, **_read_chosen_language(request)}
    return path + (f"?{urlencode(pairs)}" if pairs else "")


def article_link(request: Request, id_: str, **values: object) -> str:
    return link(request, f"/article/{quote(id_, safe=':')}", **values)


def render(
    request: Request,
    template: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    media_type: str = "text/html",
    **values: Any,
) -> Response:
    """Renders the template with the words of the reader's language and the values every page needs."""
    archive: Archive = request.app.state.archive
    words = words_of(request)
    other = {**request.query_params, "lang": "en" if words.language == "vi" else "vi"}
    text = _templates.get_template(template).render(
        t=words,
        site_title=archive.title,
        link=partial(link, request),
        article_link=partial(article_link, request),
        chosen_language=_read_chosen_language(request),
        other_language=f"{quote(request.url.path, safe='/:')}?{urlencode(other)}",
        **values,
    )
    vary = {"Vary": "Accept-Language", "Content-Language": words.language}
    return Response(
        text.encode("utf-8", "replace"), status, {**vary, **(headers or {})}, f"{media_type}; charset=utf-8"
    )
