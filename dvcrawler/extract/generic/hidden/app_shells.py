"""Articles of pages that a script builds whole: the state that Next.js, Nuxt, Inertia and similar frameworks
send with an empty page, and the `articleBody` of JSON-LD.

Such a page prints neither headline nor date, so all that the state says of the article is put into it.
"""

import html
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import chain
from typing import Any

from dvcrawler.extract.elements import text_of
from dvcrawler.extract.generic.hidden.app_states import read_states
from dvcrawler.extract.generic.hidden.markup import LEAST_TEXT, as_markup, as_page, count_characters
from dvcrawler.extract.generic.hidden.sent_states import attribute_states
from dvcrawler.extract.generic.hidden.state_fields import (
    AUTHOR_NAMES,
    LEAD_NAMES,
    TEXT_NAMES,
    TITLE_NAMES,
    find_moment,
)
from dvcrawler.extract.loading.fragments import read_fragment
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.full_pictures import is_picture_file
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.text import fold

#: Lists of pictures, or of paragraphs and pictures; what is in one of their items.
_PICTURES = frozenset(
    "images photos gallery album pictures imagelist listimage listimages albumimages hinhanh media".split()
)
_SOURCES = ("url", "src", "image", "imageurl", "link", "path", "photo", "img")
_CAPTIONS = ("caption", "desc", "description", "content", "text", "title", "note", "alt", "chuthich", "mota")
_DEEPEST, _MOST_ITEMS = 14, 500
_LONGEST_NAME, _LEAST_TITLE, _LEAST_PICTURES = 120, 10, 3
_REASON = "the text is shown by a script only; it was read from the state in a script"


def fill_shell(page: Page) -> tuple[Page, Problem] | None:
    """The page with the article of its state at its end; None unless one has the title of the page."""
    heads = fold(" ".join(_list_titles(page)))
    states = chain(read_states(page.root), attribute_states(page.root, page.data))
    found = [each for state in states for each in _find_articles(state, 0) if _is_of(each, heads)]
    article = max(found, key=lambda each: len(_find_text(each) or ""), default=None)
    if article is None:
        return None
    root = deepcopy(page.root)
    body = root.find("body")
    (root if body is None else body).append(read_fragment(_render(article), "article"))
    shown = as_page(root, page.url)
    return (shown, Problem("body", ProblemCode.HIDDEN_TEXT, _REASON)) if shown else None


def _list_titles(page: Page) -> Iterator[str]:
    yield from (text_of(each) for each in page.root.iter("title"))
    yield page.meta.get("og:title", "")


def _find_articles(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """The objects that have a text and a title, with their keys in one form."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value[:_MOST_ITEMS]:
            yield from _find_articles(each, depth + 1)
    elif isinstance(value, dict):
        plain = {key.lower().replace("_", "").replace("-", ""): each for key, each in value.items()}
        if _find_text(plain) is not None:
            yield plain
        for each in value.values():
            if isinstance(each, (dict, list)):
                yield from _find_articles(each, depth + 1)


def _is_of(article: Mapping[str, Any], heads: str) -> bool:
    title = fold(_find_first(article, TITLE_NAMES))
    return len(title) >= _LEAST_TITLE and title in heads


def _find_text(article: Mapping[str, Any]) -> str | None:
    texts = (
        _as_text(each) for keys in (TEXT_NAMES, _PICTURES) for key, each in article.items() if key in keys
    )
    return next((each for each in texts if count_characters(each) >= LEAST_TEXT or _is_essay(each)), None)


def _as_text(value: object) -> str:
    """The text, or the markup of a list of paragraphs and pictures, which may be in an object."""
    if isinstance(value, dict):
        value = next((each for each in value.values() if isinstance(each, list)), None)
    return "".join(map(_render_item, value)) if isinstance(value, list) else str(value or "")


def _render_item(item: object) -> str:
    given = item if isinstance(item, dict) else {"url": item, "text": item}
    source, text = _find_first(given, _SOURCES), _find_first(given, _CAPTIONS)
    if not is_picture_file(source):
        return as_markup(text)
    caption = html.escape(text) if text != source else ""
    return f'<figure><img src="{html.escape(source)}"><figcaption>{caption}</figcaption></figure>'


def _is_essay(text: str) -> bool:
    return text.count("<img ") >= _LEAST_PICTURES


def _find_first(article: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    """The first text under one of the keys; of an object or a list of them, the name."""
    for key in keys:
        found = article.get(key)
        found = found[0] if isinstance(found, list) and found else found
        found = found.get("name") if isinstance(found, dict) else found
        if isinstance(found, str) and found.strip():
            return found.strip()
    return ""


def _render(article: Mapping[str, Any]) -> str:
    """The article as markup that is read like any other."""
    title, lead = (html.escape(_find_first(article, keys)) for keys in (TITLE_NAMES, LEAD_NAMES))
    date, author = map(
        html.escape, (find_moment(article), _find_first(article, AUTHOR_NAMES)[:_LONGEST_NAME])
    )
    text = _find_text(article) or ""
    lists = (_as_text(each) for key, each in article.items() if key in _PICTURES and "<img " not in text)
    pictures = next(filter(None, lists), "")
    parts = [f"<h1>{title}</h1>"]
    parts += [f'<time datetime="{date}"></time>'] if date else []
    parts += [f'<div class="sapo">{lead}</div>'] if lead else []
    parts += [f'<div class="article-content">{as_markup(text)}{pictures}</div>']
    parts += [f'<div class="author">{author}</div>'] if author else []
    return "".join(parts)
