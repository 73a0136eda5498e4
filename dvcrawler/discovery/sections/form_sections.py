"""Sections and archives that a form leads to, by a list of sections, of communes or of months."""

from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from dvcrawler.discovery.buttons.choice_forms import (
    Option,
    find_choice_forms,
    has_lists,
    names_of_field,
    read_options,
    send_choices,
)
from dvcrawler.discovery.date_archives.archive_forms import month_forms
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.families.non_sections import names_no_section
from dvcrawler.normalize.text import fold
from dvcrawler.normalize.url_form import canonical_path
from dvcrawler.patterns import lazy_regex

#: What lists of sections are called, folded; lists of documents, offices and languages are called otherwise.
_SECTIONS = lazy_regex(
    r"(?<![a-z])(?:(?:id|ma) ?)?(?:chuyen ?(?:muc|trang|de)|danh ?muc|the ?loai|chu ?de"
    r"|(?:nhom|loai|muc) ?tin|muc|cat(?:egory)?|cate|section|topic|zone|linh ?vuc)(?: ?id)?(?![a-z])"
)
_OTHER = lazy_regex(
    r"van ?ban|thu ?tuc|tai ?lieu|document|product|san ?pham|hoi ?dap|faq|video|album|thoi ?tiet|weather"
)
#: What lists of communes are called, and the communes and offices in a list of any name, folded.
_PLACES = lazy_regex(
    r"(?<![a-z])(?:(?:id|ma|ten) ?)?(?:dia ?(?:phuong|ban)|xa(?: ?phuong)?|phuong(?: ?xa)?|(?:quan ?)?huyen"
    r"|communes?|wards?|districts?)(?: ?id)?(?![a-z]| (?:hoi|an|thuc|tien|phap|huong)\b)"
)
_PLACE = lazy_regex(
    r"(?:(?:doan|hoi|ubnd|dang (?:uy|bo)|mttq|cong an|huyen doan|tp) )?"
    r"(?:xa|phuong|thi tran|thi xa|thanh pho|tp|huyen|quan|dac khu)\b.{1,60}"
)
_LEAST, _MOST, _MOST_PLACES, _MOST_WORDS = 2, 60, 200, 8


def form_sections(page: Page) -> list[str]:
    """The addresses of the sections that a form of the page offers, and of an archive that is elsewhere."""
    if not has_lists(page):
        return []
    found = [url for form, choices in find_choice_forms(page) for url in _read_form(page, form, choices)]
    own = canonical_path(urlsplit(page.url).path)
    archive = (url for url, _ in month_forms(page) if canonical_path(urlsplit(url).path) != own)
    return [*found, *islice(archive, 1)]


def _read_form(page: Page, form: Element, choices: Sequence[Element]) -> Iterator[str]:
    named = [each for each in choices if is_of_sections(form, each)]
    options = read_options(named[0]) if len(named) == 1 else []
    if not are_sections(options):
        return
    for option in options:
        url = send_choices(page, form, {named[0].get("name") or "": option.value})
        if url is not None:
            yield url


def are_sections(options: Sequence[Option]) -> bool:
    """Whether the options are the sections of a portal."""
    most = _MOST_PLACES if _are_places(options) else _MOST
    return _LEAST <= len(options) <= most and all(map(_is_section, options))


def _are_places(options: Sequence[Option]) -> bool:
    """Whether most options are called communes: "Xã Hải Minh", "Phường Nam Định"."""
    return 2 * sum(_PLACE.fullmatch(fold(each.label)) is not None for each in options) > len(options)


def is_of_sections(form: Element, choice: Element) -> bool:
    """Whether the list of a form is called one of sections or communes, or lists communes."""
    names = names_of_field(choice)
    around = " ".join(form.get(key) or "" for key in ("action", "id", "class", "name")).lower()
    if _OTHER.search(f"{names} {around.replace('-', ' ')}"):
        return False
    is_named = _SECTIONS.search(names) is not None or _PLACES.search(names) is not None
    return is_named or _are_places(read_options(choice))


def _is_section(option: Option) -> bool:
    is_name = bool(option.value) and len(option.label.split()) <= _MOST_WORDS
    return is_name and not names_no_section(option.label) and any(map(str.isalpha, option.label))
