"""Answers of the indexes of web archives: that of the Internet Archive, and the similar one of pywb."""

from dataclasses import dataclass
from typing import Any

from dvcrawler.discovery.archives.cdx import FIELDS, Row
from dvcrawler.discovery.feed_files.unpacking import unpack_at_most
from dvcrawler.normalize.hosts import find_address_fault, is_text
from dvcrawler.normalize.numbers import read_json, read_stamp, read_whole
from dvcrawler.patterns import lazy_regex
from dvcrawler.storage.warc.record import REVISIT

_ALIASES = {"url": "original", "mime": "mimetype", "status": "statuscode"}
#: Caps in bytes: no WARC file is larger than a petabyte, no record of a page than a gigabyte.
_FARTHEST_OFFSET, _LONGEST_RECORD = 10**15, 10**9
#: Pieces of 32 KB that are unpacked of an answer: 80 MB, as much as one may have.
_MOST_CHUNKS = 80 * 32
#: Of a stamp, to the second.
_DIGITS = 14
#: Names of fields above plain lines, such as ` CDX N b a m s k`, or what CDXJ says of itself.
_HEAD = lazy_regex(r"\s?CDX\s|!")
#: What indexes write where a server named no type.
_UNKNOWN = ("unk", "no-type", "-")


@dataclass(frozen=True, slots=True)
class Answer:
    """`faults`: lines that do not parse; `resume`: the key of the next page, None at the end. `lines`: their
    number, also of those of no page.
    """

    rows: tuple[Row, ...]
    faults: int
    resume: str | None
    lines: int = 0


def read_index(data: bytes) -> Answer:
    """An answer in any of its forms: a list of lists, JSON lines, or plain fields, perhaps packed."""
    data = unpack_at_most(data, _MOST_CHUNKS)
    text = data.decode("utf-8-sig", "replace").strip()
    if text.startswith("["):
        return _read_table(text)
    rows, faults = [], 0
    lines = [line for line in text.splitlines() if line.strip() and not _HEAD.match(line)]
    for line in lines:
        row = _read_line(line)
        if row is None:
            faults += 1
        elif _is_page(row):
            rows.append(Row(row["timestamp"], row["original"], *_place(row)))
    return Answer(tuple(rows), faults, None, len(lines))


def _read_table(text: str) -> Answer:
    table, faults = _split_table(text)
    if not table or not isinstance(table[0], list):  # `[]`: of this host it has nothing
        return Answer((), faults or len(table), None)
    resume, table = _take_key(table)
    whole = _list_whole(table)
    rows = tuple(Row(row["timestamp"], row["original"]) for row in whole if _is_page(row))
    return Answer(rows, faults + len(table) - 1 - len(whole), resume, len(table) - 1)


def _list_whole(table: list[Any]) -> list[dict[str, Any]]:
    """The rows that are whole, by the names of fields in the first one."""
    names = [_ALIASES.get(str(name), str(name)) for name in table[0]]
    listed = [dict(zip(names, each, strict=False)) for each in table[1:] if isinstance(each, list)]
    return [row for row in listed if _is_whole(row)]


def _take_key(table: list[Any]) -> tuple[str | None, list[Any]]:
    """The key of the next page, which is in the last row after an empty one, and the rows without both."""
    match table:
        case [_, *_, [], [key, *_]]:
            return _read_key(key), table[:-2]
    return None, table


def _split_table(text: str) -> tuple[list[Any], int]:
    """The rows, and how many do not parse. The Internet Archive writes one per line: if the whole is not JSON
    (a bad row, a truncated response), the others are still read.
    """
    try:
        return list(read_json(text)), 0
    except ValueError:
        rows, faults = [], 0
    for number, line in enumerate(text.splitlines()):
        row = line.strip().removesuffix(",")
        row = row[1:] if number == 0 else row.removesuffix("]") if row.endswith("]]") else row
        try:
            rows.append(read_json(row))
        except ValueError:
            faults += 1
    return rows, faults or 1  # an answer that was cut between two rows


def _read_key(value: object) -> str | None:
    key = str(value)
    return key if is_text(key) else None


def _read_line(line: str) -> dict[str, Any] | None:
    """Parses a JSON object, a CDXJ line (`key time {…}`), or fields separated by blanks."""
    start = line.find("{")
    row = _read_object(line, start) if start >= 0 else _read_plain(line.split())
    return row if row is not None and _is_whole(row) else None


def _read_object(line: str, start: int) -> dict[str, Any] | None:
    try:
        row = read_json(line[start:])
    except ValueError:
        return None
    if not isinstance(row, dict):
        return None
    row = {_ALIASES.get(name, name): value for name, value in row.items()}
    if start and "timestamp" not in row:
        row["timestamp"] = (line[:start].split() or [""])[-1]
    return row


def _read_plain(fields: list[str]) -> dict[str, Any] | None:
    names = FIELDS[1:] if fields and read_stamp(_without_fraction(fields[0])) else FIELDS
    return dict(zip(names, fields, strict=False)) if len(fields) >= 5 else None


def _is_whole(row: dict[str, Any]) -> bool:
    stamp, original = row.get("timestamp"), row.get("original")
    if not isinstance(stamp, str) or not isinstance(original, str):
        return False
    row["timestamp"] = _without_fraction(stamp)
    if read_stamp(row["timestamp"]) is None:
        return False
    return find_address_fault(original, user_allowed=True) is None


def _without_fraction(stamp: str) -> str:
    """The stamp without the thousandths of a second that some indexes write."""
    return stamp[:_DIGITS] if len(stamp) == _DIGITS + 3 and stamp.isdecimal() else stamp


def _place(row: dict[str, Any]) -> tuple[str, int, int]:
    file = str(row.get("filename", ""))
    offset = read_whole(str(row.get("offset")), most=_FARTHEST_OFFSET)
    length = read_whole(str(row.get("length")), least=1, most=_LONGEST_RECORD)
    if offset is None or length is None or not is_text(file):
        return "", 0, 0
    return file, offset, length


def _is_page(row: dict[str, Any]) -> bool:
    """Whether it is a good capture of a page; a revisit, which pywb marks, is as good as its original."""
    mime = str(row.get("mimetype") or "text/html").lower()
    is_page = "html" in mime or REVISIT in mime or mime in _UNKNOWN
    return is_page and str(row.get("statuscode") or "200") in ("200", "203", "-")
