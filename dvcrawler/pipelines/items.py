"""Turns items of other spiders into drafts: dicts, dataclasses, attrs and Scrapy items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from itemadapter import ItemAdapter

from dvcrawler.items import KINDS, Draft, Image, Provenance
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.numbers import read_utc_moment, within_bounds
from dvcrawler.normalize.text import clean_block

#: Text fields of an item, and the field of the draft that each becomes; the first with a value is used.
_TEXTS = {
    "title": "title",
    "kicker": "kicker",
    "date_raw": "date_raw",
    "published_at": "date_raw",
    "date": "date_raw",
    "byline_raw": "byline_raw",
    "author": "byline_raw",
    "source": "source_raw",
    "summary": "summary",
    "section": "section",
    "modified_at": "modified_raw",
    "language": "language",
    "kind": "kind",
}
_OTHERS = ("url", "id", "body", "images", "tags", "fetched_from", "captured_at", "capture")
_LANGUAGES = ("vi", "en")
#: By which the clock of the machine that captured a page may be ahead.
_CLOCK_SKEW = timedelta(hours=1)
#: Longer than the address of any page, of which an id is usually made.
_MAX_ID_LENGTH = 2000
#: The layout of what another spider read.
ITEM_LAYOUT = "item"


@dataclass(frozen=True, slots=True)
class InvalidItem:
    """The item cannot become a record. `reason` is one line that names the field at fault."""

    url: str
    reason: str


def read_item(item: object, site: str, now: datetime) -> Draft | InvalidItem:
    """The draft of an item with the fields of a record. `url`, `title` and `body` are required.

    `now` is the time of capture if the item names none.
    """
    if not ItemAdapter.is_item(item):
        return InvalidItem("", f"{type(item).__name__}, not an item")
    values = {name: value for name, value in ItemAdapter(item).asdict().items() if value is not None}
    try:
        _check_fields(values)
        return _make_draft(values, site, now)
    except ValueError as error:
        return InvalidItem(str(values.get("url") or ""), str(error))


def _check_fields(values: Mapping[str, Any]) -> None:
    unknown = sorted(values.keys() - {*_TEXTS, *_OTHERS})
    if unknown:
        raise ValueError(f"unknown fields: {', '.join(unknown)}")
    missing = [name for name in ("url", "title", "body") if name not in values]
    if missing:
        raise ValueError(f"missing fields: {', '.join(missing)}")


def _make_draft(values: Mapping[str, Any], site: str, now: datetime) -> Draft:
    fetched = _read_text("url", values["url"])
    url = absolute_url("https://invalid/", fetched)
    if url is None or not urlsplit(fetched).hostname:
        raise ValueError("url: not an http address")
    parts = urlsplit(url)
    texts = _read_texts(values)
    provenance = Provenance(
        "live",
        _read_text("fetched_from", values.get("fetched_from", fetched)),
        _read_moment(values.get("captured_at"), now),
        _read_text("capture", values["capture"]) if "capture" in values else None,
    )
    own_id = f"{parts.hostname}{parts.path}".rstrip("/") + f"?{parts.query}" * bool(parts.query)
    return Draft(
        site=site,
        native_id=_read_id(values.get("id", ""), site) or own_id,
        url=parts._replace(scheme="https").geturl(),
        layout=ITEM_LAYOUT,
        body=tuple(filter(None, map(clean_block, _read_paragraphs(values["body"])))),
        images=tuple(_read_image(url, each) for each in _read_list("images", values)),
        tags=tuple(_read_text("tags", each) for each in _read_list("tags", values)),
        provenance=provenance,
        **texts,
    )


def _read_texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a draft that are text, by name; the first that is not blank counts."""
    texts: dict[str, Any] = {}
    for name, target in _TEXTS.items():
        if name in values:
            text = _read_text(name, values[name])
            texts[target] = texts.get(target, "").strip() or text
    _check_choice("kind", texts, KINDS)
    _check_choice("language", texts, _LANGUAGES)
    return texts


def _read_text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name}: {type(value).__name__}, not text")
    return value


def _read_id(value: object, site: str) -> str:
    """The id within the site. Commands print ids one a line, so none has a line end."""
    own_id = _read_text("id", value).strip().removeprefix(f"{site}:").strip()
    if not own_id.isprintable():
        raise ValueError("id: has a line end or a character that is not shown")
    if len(own_id) > _MAX_ID_LENGTH:
        raise ValueError(f"id: {len(own_id)} characters, more than {_MAX_ID_LENGTH}")
    return own_id


def _read_list(name: str, values: Mapping[str, Any]) -> Sequence[Any]:
    value = values.get(name, ())
    if not isinstance(value, list | tuple):
        raise ValueError(f"{name}: {type(value).__name__}, not a list")
    return value


def _read_paragraphs(body: object) -> list[str]:
    """A text with blank lines between its paragraphs, or a list of paragraphs."""
    if isinstance(body, str):
        return body.replace("\r\n", "\n").split("\n\n")
    return [_read_text("body", each) for each in _read_list("body", {"body": body})]


def _read_image(base: str, value: object) -> Image:
    """An address, or a mapping with `url`, `caption` and `credit`."""
    parts = {"url": value} if isinstance(value, str) else value
    if not isinstance(parts, Mapping) or not {*parts} <= {"url", "caption", "credit", "capture"}:
        raise ValueError("images: an entry is neither an address nor url, caption and credit")
    url = absolute_url(base, _read_text("images", parts.get("url")))
    if url is None:
        raise ValueError("images: an entry has no usable address")
    caption, credit = (
        None if parts.get(n) is None else _read_text(n, parts[n]) for n in ("caption", "credit")
    )
    return Image(url, caption, credit)


def _read_moment(value: object, now: datetime) -> datetime:
    if value is None:
        return now.astimezone(UTC)
    if isinstance(value, datetime):
        moment = within_bounds(value) if value.tzinfo is not None else None
    else:
        moment = read_utc_moment(_read_text("captured_at", value))
    if moment is None:
        raise ValueError("captured_at: not a time with a zone")
    if moment > now + _CLOCK_SKEW:
        raise ValueError("captured_at: later than now")
    return moment


def _check_choice(name: str, texts: Mapping[str, Any], allowed: Sequence[str]) -> None:
    if name in texts and texts[name] not in allowed:
        raise ValueError(f"{name}: not one of {', '.join(allowed)}")
