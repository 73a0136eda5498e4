"""The index of captures in a WACZ file: CDXJ in blocks of gzip, and an index of the blocks."""

import hashlib
import json
import re
import zipfile
from urllib.parse import urlsplit

from dvcrawler.derived.export.wacz_files import WaczFile, open_file, pack
from dvcrawler.storage.warc.message import read_answer, read_head
from dvcrawler.storage.warc.reader import Large, Record

WARC = "data.warc.gz"
#: Lines of the index in one gzip member, as other tools have it.
_LINES_A_BLOCK = 3000
_META = '!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n'


def write_index_line(record: Record | Large, offset: int, length: int) -> str:
    answer = read_head(record) if isinstance(record, Large) else read_answer(record)
    mime = answer.headers.get("content-type", "").partition(";")[0].strip() if answer else ""
    fields = {
        "url": record.url,
        "mime": "warc/revisit" if record.is_revisit else mime or "application/octet-stream",
        "status": str(answer.status) if answer else "",
        "digest": record.headers.get("warc-payload-digest", ""),
        "length": str(length),
        "offset": str(offset),
        "filename": WARC,
    }
    stamp = re.sub(r"\D", "", record.headers.get("warc-date", ""))[:14]
    return f"{sort_key(record.url)} {stamp} {json.dumps(fields, ensure_ascii=False)}\n"


def sort_key(url: str) -> str:
    """The address as indexes sort it: host reversed, without www and scheme, in lower case."""
    parts = urlsplit(url)
    host = re.sub(r"^www\d*\.", "", (parts.hostname or "").lower())
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    reversed_host = ",".join(reversed(host.split(".")))
    return f"{reversed_host}{port}){(parts.path or '/')}{query}".lower().replace(" ", "%20")


def write_index(archive: zipfile.ZipFile, lines: list[str], files: list[WaczFile]) -> None:
    """The index in blocks, and an index of the blocks."""
    blocks = [_META]
    with open_file(archive, "indexes/index.cdx.gz", files, is_stored=True) as index:
        for start in range(0, len(lines), _LINES_A_BLOCK):
            packed = pack("".join(lines[start : start + _LINES_A_BLOCK]).encode())
            place = {
                "offset": index.size,
                "length": len(packed),
                "digest": f"sha256:{hashlib.sha256(packed).hexdigest()}",
            }
            blocks.append(f"{lines[start].partition(' {')[0]} {json.dumps(place)}\n")
            index.write(packed)
    with open_file(archive, "indexes/index.idx", files) as outer:
        outer.write("".join(blocks).encode())
