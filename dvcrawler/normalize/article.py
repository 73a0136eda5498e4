"""From a draft (as printed) to the article that is stored: texts, dates, names, checks."""

import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson

from dvcrawler.items import (
    BODILESS_KINDS,
    SCHEMA,
    Article,
    Draft,
    Image,
    PageCode,
    Problem,
    ProblemCode,
    utc_text,
)
from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.dates import DateReading, from_digits, read_date, read_machine_date
from dvcrawler.normalize.legacy_fonts import convert_as, convert_legacy, is_unreadable, may_be_legacy
from dvcrawler.normalize.plausibility import add_doubts, find_doubts
from dvcrawler.normalize.refusal import RecordRefused
from dvcrawler.normalize.text import clean_block, clean_text, same_text

#: The longest headline seen has 169 characters, kicker included (corpus, 2017); this is not a headline.
_LONGEST_TITLE = 1000
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|font|sup|sub|small|p|div|a|h[1-6])(?:\s[^<>]{0,200})?>", re.IGNORECASE
)
_BREAK = re.compile(r"<br\s?/?>|</(?:p|div)>", re.IGNORECASE)
#: Fields of a draft that are texts, beside the body.
_TEXTS = ("title", "kicker", "summary", "byline_raw", "section")
_FALSE_TIME = "time is known to be false on migrated pages"

#: By the name of the field; a later problem of a field replaces an earlier one.
_Problems = dict[str, Problem]


def finish_draft(draft: Draft, site_title: str, extractor: str) -> Article | RecordRefused:
    """The article with its content hash and every doubt that it raises by itself.

    `extractor`: name and version, as stored. Doubts that take a whole run are left to the run.
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
    problems = {problem.field: problem for problem in draft.problems}
    draft = _in_unicode(draft, problems)
    _name_damaged_fields(draft, problems)
    date = _read_day(draft, problems)
    byline = read_byline(draft.byline_raw) if draft.byline_raw else None
    source = clean_text(draft.source_raw) if draft.source_raw else None
    title = _plain(draft.title)
    return Article(
        schema=SCHEMA,
        id=f"{draft.site}:{draft.native_id}",
        revision=1,
        site=draft.site,
        url=draft.url,
        title=title,
        kicker=_text(draft.kicker),
        date=date.day.isoformat() if date.day else None,
        published_at=_published(draft, date, problems),
        date_raw=_text(draft.date_raw),
        author=", ".join(a.name for a in byline.authors) or None if byline else None,
        authors=byline.authors if byline else (),
        byline_raw=clean_block(draft.byline_raw) if draft.byline_raw else None,
        source=source or (byline.source if byline else None),
        summary=_summary(draft.summary, title),
        body="\n\n".join(filter(None, draft.body)),
        images=tuple(_image(image) for image in draft.images),
        documents=draft.documents,
        section=_text(draft.section),
        tags=tuple(filter(None, map(clean_text, draft.tags))),
        modified_at=_modified(draft),
        language=draft.language,
        kind=draft.kind,
        via=draft.provenance.via,
        fetched_from=draft.provenance.fetched_from,
        captured_at=utc_text(draft.provenance.captured_at),
        capture=draft.provenance.capture,
        layout=draft.layout,
        problems=tuple(problems.values()),
        content_hash="",
        extractor=extractor,
    )


def _in_unicode(draft: Draft, problems: _Problems) -> Draft:
    """The draft with text of before Unicode converted; `problems` names the fields and the table."""
    if not may_be_legacy("".join((draft.title, *draft.body))):
        return draft
    texts = [getattr(draft, name) or "" for name in _TEXTS]
    found = [convert_legacy(text) for text in (*texts, *draft.body)]
    tables = Counter(each[1] for each in found if each is not None)
    if not tables:
        return draft
    usual = tables.most_common(1)[0][0]
    found = [each or _as_others(text, usual) for each, text in zip(found, (*texts, *draft.body), strict=True)]
    changed: dict[str, Any] = {}
    for name, each in zip(_TEXTS, found, strict=False):
        if each is not None:
            changed[name], table = each
            _add(problems, name, ProblemCode.CONVERTED, f"converted from {table}")
    paragraphs = found[len(_TEXTS) :]
    if any(paragraphs):
        changed["body"] = tuple(
            each[0] if each else text for each, text in zip(paragraphs, draft.body, strict=True)
        )
        table = next(each[1] for each in paragraphs if each)
        _add(problems, "body", ProblemCode.CONVERTED, f"converted from {table}")
    return replace(draft, **changed)


def _as_others(text: str, table: str) -> tuple[str, str] | None:
    """A text that is too short to tell by itself that it is of the table of the others."""
    converted = convert_as(text, table)
    return None if converted is None else (converted, table)


def _name_damaged_fields(draft: Draft, problems: _Problems) -> None:
    """Adds a problem for each text field in which bytes of the page could not be decoded."""
    texts = {name: getattr(draft, name) or "" for name in _TEXTS}
    for name, text in {**texts, "body": "\n".join(draft.body)}.items():
        if "\ufffd" in text:
            _add(problems, name, ProblemCode.DAMAGED_TEXT, "bytes that are not text were replaced by U+FFFD")
        elif not text.isascii() and is_unreadable(text):
            reason = "the text is in an encoding of before Unicode that is not known"
            _add(problems, name, ProblemCode.DAMAGED_TEXT, reason)


def _add(problems: _Problems, field: str, code: ProblemCode, reason: str) -> None:
    problems[field] = Problem(field, code, reason)


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
    """The article with its content hash: of title, date, author and body, nothing else."""
    content = (article.title, article.date, article.author, article.body)
    return replace(article, content_hash=sha256(orjson.dumps(content)).hexdigest()[:32])


def _text(text: str | None) -> str | None:
    return _plain(text) or None if text else None


def _plain(text: str) -> str:
    """Cleaned, and without tags of markup that a CMS prints as text."""
    if "<" not in text and "&lt;" not in text:
        return clean_text(text)
    return clean_text(_TAG.sub("", _BREAK.sub(" ", clean_text(text))))


def _summary(text: str | None, title: str) -> str | None:
    summary = _text(text)
    return None if summary is None or same_text(summary, title) else summary


def _image(image: Image) -> Image:
    return replace(image, caption=_text(image.caption), credit=_text(image.credit))


def _read_day(draft: Draft, problems: _Problems) -> DateReading:
    if not draft.date_raw:
        return _read_stamp(draft, problems)
    date = read_date(draft.date_raw, reference=draft.provenance.latest, month_first=draft.month_first)
    if date.problem and date.code:
        _add(problems, "date", date.code, date.problem)
    elif date.day and draft.url_month and (date.day.year, date.day.month) != draft.url_month:
        reason = "the printed date is outside the address's month" + _month_hint(draft)
        _add(problems, "date", ProblemCode.DATE_OUTSIDE_MONTH, reason)
    return date


def _read_stamp(draft: Draft, problems: _Problems) -> DateReading:
    """The day in the address, where the site is known to put that of publication there."""
    at = from_digits(draft.url_stamp) if draft.url_stamp else None
    if at is not None:
        read = read_machine_date(at.isoformat(), reference=draft.provenance.latest)
    elif draft.url_stamp:
        read = read_machine_date(draft.url_stamp, reference=draft.provenance.latest)
    else:
        read = DateReading(None, None, None)
    if read.day is None or read.problem:
        _add(problems, "date", ProblemCode.NO_DATE, "no printed date" + _month_hint(draft))
        return DateReading(None, None, None)
    reason = "no printed date; the day is the address's"
    _add(problems, "date_raw", ProblemCode.DATE_FROM_ADDRESS, reason)
    return read


def _month_hint(draft: Draft) -> str:
    return "; the address says {}-{:02}".format(*draft.url_month) if draft.url_month else ""


def _published(draft: Draft, date: DateReading, problems: _Problems) -> str | None:
    if date.at is None:
        return None
    if draft.time_is_false:
        _add(problems, "published_at", ProblemCode.MIGRATED_TIME, _FALSE_TIME)
        return None
    return _stamp(date.at)


def _modified(draft: Draft) -> str | None:
    if not draft.modified_raw:
        return None
    read = read_date(draft.modified_raw, reference=draft.provenance.latest)
    return _stamp(read.at) if read.at else None


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S+07:00")
