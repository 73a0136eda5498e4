"""Parses pages that are larger or odder than those of portals on trial, in a process that can be killed.

libxml2 compares each attribute of a tag with all before it: 80,000 of them, a page of half a megabyte,
take half a minute, which no signal interrupts. A tree takes up to sixty times the memory of its bytes.
Neither can be known for certain from the bytes, because only the parser knows where a tag ends. The
process costs some 0.2 s, which only such pages pay.
"""

import re
import subprocess
import sys

from dvcrawler.patterns import lazy_regex

#: Bytes that cannot hold more attributes than are parsed within two seconds.
_HARMLESS = 128 * 1024
#: Places at which an attribute can begin, after white space, a slash or a value, that are parsed within two
#: seconds if one tag has them all; the pages of large papers have half of that.
_MOST_BEGINNINGS = 36_000
#: One byte in this many is sampled for characters of which most only indent lines.
_STEP = 16
_BEGINNINGS = b" \t\r\n\f/="
_NO_BEGINNINGS = bytes(set(range(0x100)).difference(_BEGINNINGS))
_NO_MARKS = bytes(set(range(0x100)).difference(b"/="))
#: Different words on a page that are parsed within half a second if each is an attribute of one tag.
_MOST_WORDS = 12_000
#: Larger pages are always tried; the largest article seen has 0.5 MB.
_LARGE = 1024 * 1024
#: Seconds of processor time; 10 MB of links take less than one.
_MOST_SECONDS = 3
#: Seconds to wait for the process on a busy machine: a signal to stop must be obeyed within 15.
_PATIENCE = 8
#: Megabytes for the process with its tree. A listing of 200,000 links takes 140, and a crawl, which takes
#: 100 before, must stay below 300.
_MOST_MEMORY = 150
_ENDS_OF_NAMES = bytes.maketrans(b"/=>", b"   ")
#: Pictures pasted into articles; never read, and often megabytes.
_INLINE_IMAGE = lazy_regex(rb"data:image/[\w.+-]{1,40};base64,[\w+/=]{1000,}", re.ASCII)
_TOO_SLOW = f"its markup takes longer than {_MOST_SECONDS} s to parse"
_TOO_LARGE = f"its markup takes more than {_MOST_MEMORY} MB to parse"

_TRIAL = f"""
import resource, sys
from lxml import etree
resource.setrlimit(resource.RLIMIT_CPU, ({_MOST_SECONDS}, {_MOST_SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, ({_MOST_MEMORY} << 20, {_MOST_MEMORY} << 20))
parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
try:
    etree.fromstring(sys.stdin.buffer.read(), parser)
except etree.XMLSyntaxError as error:
    sys.exit(error.code == etree.ErrorTypes.ERR_NO_MEMORY)
except MemoryError:
    sys.exit(1)
"""


def drop_inline_images(data: bytes) -> bytes:
    """The page without inline images, where it is too large for an article."""
    return _INLINE_IMAGE.sub(b"data:,", data) if len(data) > _LARGE // 2 else data


def find_burden(data: bytes) -> str | None:
    """Why the page cannot be parsed with reasonable time and memory; None if it can."""
    if len(data) <= _HARMLESS or (len(data) <= _LARGE and (_has_few_words(data) or _has_usual_words(data))):
        return None
    try:
        tried = subprocess.run(
            [sys.executable, "-I", "-c", _TRIAL],
            input=data,
            timeout=_PATIENCE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _TOO_SLOW
    except OSError as error:
        return f"it could not be parsed on trial: {error.strerror}"
    if tried.returncode == 0:
        return None
    return _TOO_SLOW if tried.returncode < 0 else _TOO_LARGE


def _has_few_words(data: bytes) -> bool:
    """Takes a tenth of the time of parsing; white space that indents a line counts once at most."""
    is_indented = _count(data[::_STEP], _NO_BEGINNINGS) * _STEP > _MOST_BEGINNINGS
    if not is_indented and _count(data, _NO_BEGINNINGS) <= _MOST_BEGINNINGS:
        return True
    return len(data.split()) + _count(data, _NO_MARKS) <= _MOST_BEGINNINGS


def _count(data: bytes, all_others: bytes) -> int:
    """The number of bytes not among `all_others`; `bytes.count` takes twice as long for one of them."""
    return len(data.translate(None, all_others))


def _has_usual_words(data: bytes) -> bool:
    """Whether there are few different words, which the names of attributes are among: a parser keeps each."""
    return len(set(data.translate(_ENDS_OF_NAMES).split())) <= _MOST_WORDS
