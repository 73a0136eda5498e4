"""Turns a draft (as printed) into the article that is stored, or says why it gives no record."""

import re
from dataclasses import dataclass, replace
from hashlib import sha256

import orjson

from dvcrawler.items import BODILESS_KINDS, SCHEMA, Article, Draft, Image, PageCode, utc_text
from dvcrawler.normalize.bylines import Byline, read_byline
from dvcrawler.normalize.draft_dates import read_dates
from dvcrawler.normalize.draft_text import convert_text
from dvcrawler.normalize.plausibility import add_doubts, find_doubts, join_problems
from dvcrawler.normalize.text import clean_block, clean_text, same_text
from dvcrawler.patterns import lazy_regex

#: The longest headline seen has 169 characters, kicker included (2017); this is not a headline.
_LONGEST_TITLE = 1000
_TAG = lazy_regex(
    r"</?(?:b|i|u|em|strong|span|font|sup|sub|small|p|div|a|h[1-6])(?:\s[^<>]{0,200})?>", re.IGNORECASE
)
_BREAK = lazy_regex(r"<br\s?/?>|</(?:p|div)>", re.IGNORECASE)
_NO_BYLINE = Byline((), None, "")


@dataclass(frozen=True, slots=True)
class RecordRefused:
    """A page that gives no record. `reason` is one line and may be reworded; `code` may not.

    Reading the same bytes again gives the same refusal; fetching the page again may not.
    """

    code: PageCode
    reason: str


def finish_draft(draft: Draft, site_title: str, extractor: str) -> Article | RecordRefused:
    """The article with its content hash and every doubt about the article alone.

    `extractor`: name and version, as stored. Doubts that need a whole run are left to the run.
    """
    article = normalize_draft(draft, extractor)
    fault = find_fault(article)
    if fault is not None:
        return fault
    return fingerprint(add_doubts(article, find_doubts(article, site_title)))


def normalize_draft(draft: Draft, extractor: str) -> Article:
    """The article, revision 1 and without a content hash. Never raises: what cannot be read is
    None, and `problems` says why, by field.
    """
    draft, converted = convert_text(draft)
    dates = read_dates(draft)
    byline = (read_byline(draft.byline_raw) if draft.byline_raw else None) or _NO_BYLINE
    source = clean_text(draft.source_raw) if draft.source_raw else None
    title, origin = _clean_tags(draft.title), draft.provenance
    problems = join_problems((*draft.problems, *converted, *dates.problems))
    return Article(
        schema=SCHEMA,
        id=f"{draft.site}:{draft.native_id}",
        revision=1,
        site=draft.site,
        url=draft.url,
        title=title,
        kicker=_clean_or_none(draft.kicker),
        summary=_clean_summary(draft.summary, title),
        body="\n\n".join(filter(None, draft.body)),
        date=dates.day,
        published_at=dates.published_at,
        date_raw=_clean_or_none(draft.date_raw),
        modified_at=dates.modified_at,
        author=", ".join(each.name for each in byline.authors) or None,
        authors=byline.authors,
        byline_raw=clean_block(draft.byline_raw) if draft.byline_raw else None,
        source=source or byline.source,
        images=tuple(map(_clean_image, draft.images)),
        documents=draft.documents,
        section=_clean_or_none(draft.section),
        tags=tuple(filter(None, map(clean_text, draft.tags))),
        language=draft.language,
        kind=draft.kind,
        layout=draft.layout,
        via=origin.via,
        fetched_from=origin.fetched_from,
        captured_at=utc_text(origin.captured_at),
        capture=origin.capture,
        problems=problems,
        content_hash="",
        extractor=extractor,
    )


def find_fault(article: Article) -> RecordRefused | None:
    """Why the article must not be stored, None if it may be."""
    if not any(map(str.isalpha, article.title)):
        return RecordRefused(PageCode.NO_TITLE, "the page has no title")
    if len(article.title) > _LONGEST_TITLE:
        reason = f"what should be the title has {len(article.title)} characters"
        return RecordRefused(PageCode.TITLE_TOO_LONG, reason)
    if article.kind not in BODILESS_KINDS and not any(map(str.isalpha, article.body)):
        return RecordRefused(PageCode.NO_BODY, "the page has no body text")
    return None


def fingerprint(article: Article) -> Article:
    """The article with its content hash, of title, date, author and body: it distinguishes a correction from
    an unchanged page.
    """
    content = (article.title, article.date, article.author, article.body)
    return replace(article, content_hash=sha256(orjson.dumps(content)).hexdigest()[:32])


def _clean_or_none(text: str | None) -> str | None:
    return _clean_tags(text) or None if text else None


def _clean_tags(text: str) -> str:
    """Cleans the text, and removes tags that a CMS prints as text."""
    if "<" not in text and "&lt;" not in text:
        return clean_text(text)
    return clean_text(_TAG.sub("", _BREAK.sub(" ", clean_text(text))))


def _clean_summary(text: str | None, title: str) -> str | None:
    summary = _clean_or_none(text)
    return None if summary is None or same_text(summary, title) else summary


def _clean_image(image: Image) -> Image:
    caption, credit = _clean_or_none(image.caption), _clean_or_none(image.credit)
    is_clean = (caption, credit) == (image.caption, image.credit)
    return image if is_clean else replace(image, caption=caption, credit=credit)
