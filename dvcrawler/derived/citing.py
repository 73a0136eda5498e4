"""A stored article as a reference: CSL-JSON, BibTeX, RIS, and a line as Vietnamese papers write it."""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from dvcrawler.items import VIETNAM, Record

_BIBTEX_SPECIAL = re.compile(r"[\\{}%&$#_~^]")
#: Braces have commands too: BibTeX counts a brace after a backslash, so one alone would end no field.
_BIBTEX_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
_MARKS = re.compile(r"[\u0300-\u036f]")
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9]+")
_SIMPLE_ID = re.compile(r"[a-z0-9]+:[A-Za-z0-9]+")
_LINE_BREAKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Reference:
    """A record's fields for a citation. `day` is None if the article is undated; `seen` is the day of
    capture in Vietnam; `archive` is the capture's place, None if no raw page is kept.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    newspaper: str
    day: str | None
    url: str
    seen: str
    archive: str | None
    language: str


def as_reference(record: Record, newspaper: str) -> Reference:
    """`newspaper` is the site's full name."""
    captured = datetime.fromisoformat(record["captured_at"]).astimezone(VIETNAM)
    return Reference(
        key=_make_key(record["id"]),
        title=_join_lines(record["title"]),
        authors=tuple(_join_lines(author["name"]) for author in record["authors"]),
        newspaper=_join_lines(newspaper),
        day=record["date"],
        url=record["url"],
        seen=captured.date().isoformat(),
        archive=record["capture"],
        language=record["language"],
    )


def as_csl(*references: Reference) -> str:
    """CSL-JSON 1.0.2: an array with one item each. Vietnamese names are written whole (`literal`): they have
    no surname that could be put first.
    """
    return json.dumps([_build_csl_item(each) for each in references], ensure_ascii=False, indent=1)


def _build_csl_item(reference: Reference) -> dict[str, Any]:
    item = {
        "id": reference.key,
        "type": "article-newspaper",
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors],
        "container-title": reference.newspaper,
        "issued": {"date-parts": [_split_day(reference.day)]} if reference.day else None,
        "accessed": {"date-parts": [_split_day(reference.seen)]},
        "URL": reference.url,
        "language": reference.language,
        "archive": "dvcrawler" if reference.archive else None,
        "archive_location": reference.archive,
    }
    return {name: value for name, value in item.items() if value}


def as_bibtex(*references: Reference) -> str:
    """Entries of biblatex's type `article` with `url` and `urldate`; BibTeX itself ignores these."""
    return "\n".join(map(_format_bibtex, references))


def _format_bibtex(reference: Reference) -> str:
    fields = {
        "title": "{" + _escape(reference.title) + "}",
        "author": " and ".join("{" + _escape(name) + "}" for name in reference.authors),
        "journal": _escape(reference.newspaper),
        "date": reference.day or "",
        "year": (reference.day or "")[:4],
        "url": reference.url.replace("{", "%7B").replace("}", "%7D"),
        "urldate": reference.seen,
        "note": _escape(f"Archived: {reference.archive}") if reference.archive else "",
        "langid": "vietnamese" if reference.language == "vi" else "",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{reference.key},", *lines, "}"])


def as_ris(*references: Reference) -> str:
    """RIS, type NEWS."""
    return "\n".join(map(_format_ris, references))


def _format_ris(reference: Reference) -> str:
    day = (reference.day or "").replace("-", "/")
    lines = [
        ("TY", "NEWS"),
        ("TI", reference.title),
        *(("AU", name) for name in reference.authors),
        ("T2", reference.newspaper),
        ("DA", day),
        ("PY", day[:4]),
        ("UR", reference.url),
        ("Y2", reference.seen.replace("-", "/")),
        ("LA", reference.language),
        ("AV", reference.archive or ""),
        ("ID", reference.key),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in lines if value), "ER  - "])


def as_text(*references: Reference) -> str:
    """A line each, as Vietnamese papers do: author (year), “title”, newspaper, day, address, day seen."""
    return "\n".join(map(_format_text, references))


def _format_text(reference: Reference) -> str:
    year = f" ({reference.day[:4]})" if reference.day else " (không ghi ngày)"
    who = ", ".join(reference.authors) or reference.newspaper
    parts = [f"{who}{year}, “{reference.title}”", reference.newspaper]
    parts += [f"ngày {_format_vietnamese_day(reference.day)}"] if reference.day else []
    parts += [reference.url, f"truy cập ngày {_format_vietnamese_day(reference.seen)}"]
    if reference.archive:
        parts.append(f"bản chụp {reference.archive}")
    return ", ".join(parts) + "."


FORMATS: dict[str, Callable[..., str]] = {
    "text": as_text,
    "csl": as_csl,
    "bibtex": as_bibtex,
    "ris": as_ris,
}


def _make_key(record_id: str) -> str:
    """The id in ASCII letters, digits and hyphens. Where that loses something a checksum follows, so that no
    two articles have the same key.
    """
    plain = unicodedata.normalize("NFD", record_id.replace("đ", "d").replace("Đ", "D"))
    key = _NOT_IN_KEYS.sub("-", _MARKS.sub("", plain)).strip("-")
    if _SIMPLE_ID.fullmatch(record_id):
        return key
    return f"{key}-{sha256(record_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _split_day(day: str) -> list[int]:
    return [int(part) for part in day.split("-")]


def _format_vietnamese_day(day: str) -> str:
    return "/".join(reversed(day.split("-")))


def _join_lines(text: str) -> str:
    return _LINE_BREAKS.sub(" ", text).strip()


def _escape(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(lambda sign: _BIBTEX_ESCAPES.get(sign[0], "\\" + sign[0]), text)
