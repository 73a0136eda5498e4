"""The parts of an address that name its article, and whether two titles or slugs are alike."""

import re
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from dvcrawler.normalize.text import fold
from dvcrawler.normalize.urls import Address
from dvcrawler.patterns import lazy_regex

_WORD = lazy_regex(r"\w+")
#: Folders that tell articles with one slug apart: of a day or month, and of communes whose portals share a
#: host.
DISTINCT_FOLDERS = lazy_regex(
    r"/([0-9][0-9.-]*|(?:xa-(?!hoi|luan)|phuong-(?!tien|phap|an)|thi-tran-|dac-khu-)[a-z0-9-]+)(?=/)"
)
#: Words from which a slug without a number names an article.
MIN_SLUG_WORDS = 5
FILE_ENDING = lazy_regex(r"\.[a-z]{3,5}$")
#: Number of characters compared: different texts differ at their beginning.
_COMPARED_LENGTH = 200
#: Similarity from which two texts are the same except for typing errors and small corrections.
_MIN_SIMILARITY = 0.8
#: Characters from which a text that is the beginning of the other counts as truncated.
_MIN_TRUNCATED_LENGTH = 12


def is_alike(one: str, other: str) -> bool:
    """Whether two titles or slugs differ only by typing errors, accents and truncation, never by numbers."""
    a, b = list_words(one[:_COMPARED_LENGTH]), list_words(other[:_COMPARED_LENGTH])
    if a == b:
        return True
    first, second = sorted((" ".join(a), " ".join(b)), key=len)
    if len(first) >= _MIN_TRUNCATED_LENGTH and second.startswith(first):
        return True
    if [word for word in a if word.isdecimal()] != [word for word in b if word.isdecimal()]:
        return False
    return bool(first) and SequenceMatcher(None, first, second, autojunk=False).ratio() >= _MIN_SIMILARITY


def list_words(text: str) -> list[str]:
    return _WORD.findall(fold(text).replace("_", " "))


def find_slug(address: Address) -> str:
    """Returns the last part of the path that is not the id, without the number and the file extension."""
    number, parts = find_number(address), _split_path(address)
    slug = FILE_ENDING.sub("", parts[-1]) if parts else ""
    return slug.lower().replace(number.lower(), "").strip("-._")


def find_folder(address: Address) -> str:
    """Returns the path before the slug, without the id: the section."""
    return "/".join(_split_path(address)[:-1])


def find_number(address: Address) -> str:
    return (address.shared or address.native_id).rpartition("/")[2]


def _split_path(address: Address) -> list[str]:
    """Returns the parts of the path without the number."""
    number = find_number(address)
    return [part for part in urlsplit(address.url).path.split("/") if part and part.lower() != number]


def read_distinct_folders(address: Address) -> str:
    """Returns the day or month, or the commune, in the folders of an article whose id is a slug."""
    if "-" not in find_number(address) or (address.shared or address.native_id).count("/") > 1:
        return ""
    return re.sub("[.-]", "_", "_".join(DISTINCT_FOLDERS.findall(urlsplit(address.url).path.lower())))
