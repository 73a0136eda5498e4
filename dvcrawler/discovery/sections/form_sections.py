"""Sections and archives that a form leads to, by a list of sections, of communes or of months, whether it is
sent by a button, by ASP.NET's AutoPostBack, or as soon as one is chosen.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from dvcrawler.discovery.buttons.choice_forms import (
    Option,
    find_choice_forms,
    has_lists,
    names_of_field,
    read_options,
    send_choices,
)
from dvcrawler.discovery.buttons.page_choices import send_choice
from dvcrawler.discovery.buttons.page_forms import (
    NextPage,
    find_forms,
    find_postback,
    is_posted,
    typed_fields,
)
from dvcrawler.discovery.date_archives.archive_forms import month_forms
from dvcrawler.discovery.links import section_key
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
    named = [each for each in choices if _is_of_sections(form, each)]
    options = read_options(named[0]) if len(named) == 1 else []
    if not _are_sections(options):
        return
    for option in options:
        url = send_choices(page, form, {named[0].get("name") or "": option.value})
        if url is not None:
            yield url


def _are_sections(options: Sequence[Option]) -> bool:
    """Whether the options are the sections of a portal."""
    most = _MOST_PLACES if _are_places(options) else _MOST
    return _LEAST <= len(options) <= most and all(map(_is_section, options))


def _are_places(options: Sequence[Option]) -> bool:
    """Whether most options are called communes: "Xã Hải Minh", "Phường Nam Định"."""
    return 2 * sum(_PLACE.fullmatch(fold(each.label)) is not None for each in options) > len(options)


def _is_of_sections(form: Element, choice: Element) -> bool:
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


class PostedSection(NamedTuple):
    """`sent`: the request, or why it is not sent."""

    key: str
    sent: NextPage | str


def posted_sections(page: Page) -> list[PostedSection]:
    """The sections behind posted forms of the page, with the keys that forms sent by GET would give them."""
    if not has_lists(page):
        return []
    return [
        PostedSection(_name(sent.url if isinstance(sent, NextPage) else page.url, choice, option), sent)
        for form in find_forms(page)
        for choice, script in _find_choices(form)
        for option in _read_sections(form, choice)
        if (sent := send_choice(page, choice, option.value, script)) is not None
    ]


def _find_choices(form: Element) -> Iterator[tuple[Element, str]]:
    """The lists whose choice is posted, with the script that does so."""
    for choice in form.iter("select"):
        script = choice.get("onchange") or ""
        if choice.get("name") and _is_posted(form, script):
            yield choice, script


def _is_posted(form: Element, script: str) -> bool:
    """Whether a choice posts the form. Without a script, a form with nothing else to fill in has a button."""
    if find_postback(script) is not None:
        return True
    return is_posted(form) and ("submit" in script or (not script and not typed_fields(form)))


def _read_sections(form: Element, choice: Element) -> Sequence[Option]:
    options = read_options(choice) if _is_of_sections(form, choice) else []
    return options if _are_sections(options) else []


def _name(url: str, choice: Element, option: Option) -> str:
    """`url`: to which the form is posted, from whichever page."""
    return section_key(f"{url.partition('?')[0]}?{urlencode({choice.get('name') or '': option.value})}")
