"""Reads a list of addresses: one per line, from a file, standard input (`-`), or the argument itself."""

import io
import sys
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import ExitStack
from gzip import BadGzipFile, GzipFile
from pathlib import Path
from typing import cast

from dvcrawler.discovery.list_lines import read_addresses
from dvcrawler.errors import UsageError
from dvcrawler.normalize.paths import expand_home

#: Bytes by which the encoding of a list is recognised.
_BEGIN = 200
#: Characters of a line: a file without line ends would fill the memory.
_LONGEST_LINE = 1_000_000
_GZIP = b"\x1f\x8b"


def is_typed_list(name: str) -> bool:
    """Whether `name` is not the name of a list but an address itself, or several, one per line."""
    return name.lower().startswith(("http://", "https://"))


def check_list(name: str) -> None:
    """Raises UsageError if the list cannot be read."""
    if is_typed_list(name):
        return
    if name == "-" and sys.stdin is None:
        raise UsageError("source=urls:- and standard input is closed; name a file, or pipe a list into it")
    if name != "-" and not _is_readable(expand_home(name)):
        raise UsageError(f"there is no list of addresses at {name!r}; name a file, or - for standard input")


def is_read_once(name: str) -> bool:
    """Whether the list is standard input or a pipe: gone once it has been read."""
    return name == "-" or (not is_typed_list(name) and expand_home(name).is_fifo())


def _is_readable(path: Path) -> bool:
    """Whether it is a file, or the pipe that a shell writes for `<(command)`."""
    return path.is_file() or path.is_fifo() or path.is_char_device()


def read_list(name: str) -> Iterator[str]:
    """The addresses, without blank lines and comments (#). Not checked: the crawl reports those that are
    not of the site.

    Raises UsageError for a list without any, which is more often a mistake than a day without news, and for a
    file that is not a list.
    """
    is_empty = True
    for address in _read_lines(name):
        is_empty = False
        yield address
    if is_empty:
        raise UsageError(f"source=urls:{name[:200]} holds no address; write one per line")


def _read_lines(name: str) -> Iterator[str]:
    if is_typed_list(name):
        yield from read_addresses(name.split("\n"))
        return
    try:
        with ExitStack() as opened:
            data = sys.stdin.buffer if name == "-" else opened.enter_context(expand_home(name).open("rb"))
            yield from read_addresses(_decode(cast(io.BufferedReader, data), name))
    except (EOFError, zlib.error, BadGzipFile) as error:
        raise UsageError(
            f"source=urls:{name} is a damaged gzip file ({error}); compress the list again"
        ) from error


def _decode(data: io.BufferedReader, name: str) -> Iterator[str]:
    """The lines, unpacked where they are compressed."""
    if data.peek(2)[:2] == _GZIP:
        data = io.BufferedReader(cast(io.RawIOBase, GzipFile(fileobj=data)))
    begin = data.peek(_BEGIN)[:_BEGIN]
    encoding = _find_encoding(begin)
    if _is_binary(begin.decode(encoding, "replace")):
        raise _refuse_file(name, "binary data")
    lines = io.TextIOWrapper(data, encoding=encoding, errors="replace")
    try:
        while line := lines.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise _refuse_file(name, f"a line of more than {_LONGEST_LINE:,} characters")
            yield line
    finally:
        lines.detach()  # standard input is left open


def _is_binary(text: str) -> bool:
    """Whether more than a fifth is not text: packed data, a picture, a database."""
    return sum(char == "\ufffd" or (char < " " and not char.isspace()) for char in text) > len(text) / 5


def _refuse_file(name: str, what: str) -> UsageError:
    return UsageError(
        f"source=urls:{name} holds {what}; write one address per line, plain or packed with gzip"
    )


def _find_encoding(begin: bytes) -> str:
    """UTF-16, which Windows calls Unicode, if every other byte is zero, as it is in addresses. Else UTF-8."""
    high, low = begin[::2].count(0), begin[1::2].count(0)
    if begin.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and high + low > len(begin) // 4:
        return "utf-16"
    if min(high, low) > 0 or high + low <= len(begin) * 2 // 5:
        return "utf-8-sig"
    return "utf-16-be" if high else "utf-16-le"
