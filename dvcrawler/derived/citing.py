"""A stored article as a reference: CSL-JSON, BibTeX, RIS, and a line as Vietnamese papers write it."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dvcrawler.items import Record

_VIETNAM = timedelta(hours=7)
_BIBTEX_SPECIAL = re.compile(r"[\\{}%&$#_~^]")
_BIBTEX_ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
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
    captured = datetime.fromisoformat(record["captured_at"]) + _VIETNAM
    return Reference(
        key=re.sub(r"[^A-Za-z0-9]+", "-", record["id"]).strip("-"),
        title=_one_line(record["title"]),
        authors=tuple(_one_line(author["name"]) for author in record["authors"]),
        newspaper=_one_line(newspaper),
        day=record["date"],
        url=record["url"],
        seen=captured.date().isoformat(),
        archive=record["capture"],
        language=record["language"],
    )


def as_csl(reference: Reference) -> str:
    """CSL-JSON 1.0.2: an array of one item. Vietnamese names are written whole (`literal`): they have no
    surname that could be put first.
    """
    item: dict[str, Any] = {
        "id": reference.key,
        "type": "article-newspaper",
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors],
        "container-title": reference.newspaper,
        "issued": {"date-parts": [_parts(reference.day)]} if reference.day else None,
        "accessed": {"date-parts": [_parts(reference.seen)]},
        "URL": reference.url,
        "language": reference.language,
        "archive": "dvcrawler" if reference.archive else None,
        "archive_location": reference.archive,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1)


def as_bibtex(reference: Reference) -> str:
    """An entry of biblatex's type `article` with `url` and `urldate`; BibTeX itself ignores these."""
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


def as_ris(reference: Reference) -> str:
    """RIS, type NEWS."""
    day = (reference.day or "").replace("-", "/")
    lines = [
        ("TY", "NEWS"), ("TI", reference.title), *(("AU", name) for name in reference.authors),
        ("T2", reference.newspaper), ("DA", day), ("PY", day[:4]), ("UR", reference.url),
        ("Y2", reference.seen.replace("-", "/")), ("LA", reference.language),
        ("AV", reference.archive or ""), ("ID", reference.key),
    ]  # fmt: skip
    return "\n".join([*(f"{tag}  - {value}" for tag, value in lines if value), "ER  -"])


def as_text(reference: Reference) -> str:
    """As in Vietnamese publications: author (year), “title”, newspaper, day, address, day of access."""
    year = f" ({reference.day[:4]})" if reference.day else " (không ghi ngày)"
    who = ", ".join(reference.authors) or reference.newspaper
    parts = [f"{who}{year}, “{reference.title}”", reference.newspaper]
    parts += [f"ngày {_vietnamese(reference.day)}"] if reference.day else []
    parts += [reference.url, f"truy cập ngày {_vietnamese(reference.seen)}"]
    if reference.archive:
        parts.append(f"bản lưu {reference.archive}")
    return ", ".join(parts) + "."


FORMATS: dict[str, Callable[[Reference], str]] = {
    "text": as_text, "csl": as_csl, "bibtex": as_bibtex, "ris": as_ris,
}  # fmt: skip


def _parts(day: str) -> list[int]:
    return [int(part) for part in day.split("-")]


def _vietnamese(day: str) -> str:
    return "/".join(reversed(day.split("-")))


def _one_line(text: str) -> str:
    return _LINE_BREAKS.sub(" ", text).strip()


def _escape(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(lambda sign: _BIBTEX_ESCAPES.get(sign[0], "\\" + sign[0]), text)
