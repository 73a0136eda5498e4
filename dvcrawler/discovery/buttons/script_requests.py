"""The requests that a page's script sends: `$.get`, `$.ajax`, `fetch`, `axios.get`.

Only what the script says plainly is read: an address and fields of strings, numbers and what the call gives.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from dvcrawler.extract.scripts.script_objects import list_leaves, read_object, write_object
from dvcrawler.extract.scripts.script_values import PIECES, Values, put_together, read_fields
from dvcrawler.patterns import lazy_regex

_GAP = r"\s{0,9}"
_FIELDS = rf"\{{([^{{}}]{{0,300}})\}}{_GAP}[,)]"
_QUERY = lazy_regex(
    rf"(?<![\w$.])(?:\$(?:http)?|jQuery)\.(get|getJSON|post)\({_GAP}({PIECES}){_GAP}(?:\)|,{_GAP}(?:{_FIELDS}|(?![{{\s'\"])))"
)
_LOAD = lazy_regex(rf"\.load\({_GAP}({PIECES}){_GAP}(?:\)|,{_GAP}(?:{_FIELDS}|(?![{{\s'\"])))")
_AXIOS = lazy_regex(
    rf"(?<![\w$.])(?:this\.)?(?:\$?axios|\$http)\.get\({_GAP}({PIECES}){_GAP}(?:\)|,{_GAP}\{{{_GAP}params{_GAP}:{_GAP}\{{([^{{}}]{{0,300}})\}})"
)
_FETCH = lazy_regex(rf"(?<![\w$.])fetch\({_GAP}({PIECES}){_GAP}(?:\)|,{_GAP}(\{{[^()]{{0,300}}\}}){_GAP}\))")
_FETCH_BODY = lazy_regex(
    rf"(?<![\w$.])fetch\({_GAP}({PIECES}){_GAP},{_GAP}(\{{[^(){{}}]{{0,300}}(?:\{{[^(){{}}]{{0,300}}\}}[^(){{}}]{{0,200}})?)"
    rf"(?<![\w$])body['\"]?{_GAP}:{_GAP}(?:JSON\.stringify|new\s{{1,9}}URLSearchParams)\({_GAP}(?=\{{)"
)
_POST_OBJECT = lazy_regex(
    rf"(?<![\w$.])(?:this\.)?(?:\$?axios|\$http)\.post\({_GAP}({PIECES}){_GAP},{_GAP}(?=\{{)"
)
_AS_FORM = "URLSearchParams"
_BODY_NAME = lazy_regex(r"(?<![\w$])body['\"]?\s{0,9}:\s{0,9}([A-Za-z_$][\w$]{0,60})\s{0,9}[,}]")
_FILLS = lazy_regex(r"(?<![\w$.])([A-Za-z_$][\w$]{0,60})(?:\.searchParams)?\.(?:append|set)\(")
_APPENDS = lazy_regex(
    rf"(?<![\w$.])([A-Za-z_$][\w$]{{0,60}})(?:\.searchParams)?\.(?:append|set)\({_GAP}['\"]([\w\[\]-]{{1,60}})['\"]{_GAP},{_GAP}({PIECES}){_GAP}\)"
)
_OTHER_METHOD = lazy_regex(r"method['\"]?\s{0,9}:\s{0,9}['\"](?!post)", re.I)
_OPEN = lazy_regex(rf"\.open\({_GAP}['\"]GET['\"]{_GAP},{_GAP}({PIECES}){_GAP}[,)]", re.I)
_AJAX = lazy_regex(r"(?<![\w$.])(?:(?:\$|jQuery)\.ajax|axios|\$http)\(\s{0,9}\{")
_AJAX_URL = lazy_regex(rf"(?<![\w$])url{_GAP}:{_GAP}({PIECES}){_GAP}(?=[,}}]|$)")
_AJAX_METHOD = lazy_regex(rf"(?<![\w$])(?:type|method){_GAP}:{_GAP}['\"](\w{{1,10}})['\"]", re.I)
_AJAX_FIELDS = lazy_regex(rf"(?<![\w$])(?:data|params){_GAP}:{_GAP}\{{([^{{}}]{{0,300}})\}}")
_AJAX_QUERY = lazy_regex(rf"(?<![\w$])data{_GAP}:{_GAP}({PIECES}){_GAP}(?=[,}}]|$)")
_AJAX_OBJECT = lazy_regex(rf"(?<![\w$])data{_GAP}:{_GAP}(?:JSON\.stringify\({_GAP})?(?=\{{)")
_JQUERY = ("$.", "jQuery.")
_HAS_DATA = lazy_regex(rf"(?<![\w$])(?:data|params){_GAP}[:,}}]")
#: The address of a request, however it is sent.
_ASKED = lazy_regex(
    rf"(?:(?<![\w$.])(?:fetch|axios|(?:\$(?:http)?|jQuery|axios)\.(?:get|getJSON|post|ajax))\({_GAP}|"
    rf"\.load\({_GAP}|\.open\({_GAP}['\"][A-Z]{{3,6}}['\"]{_GAP},{_GAP}|(?<![\w$])url{_GAP}:{_GAP})"
    rf"({PIECES}){_GAP}(?=[,)}}]|$)"
)
#: A request to what a function gives, or for an object that a script made; the beginning of an address.
_ASKED_UNKNOWN = lazy_regex(
    rf"(?:(?<![\w$.])(?:fetch|axios|(?:\$|jQuery)\.(?:get|getJSON|post|ajax))|[\w$]\.(?:get|post))\({_GAP}"
    rf"(?:(?:new{_GAP}\w{{1,20}}\({_GAP})?['\"](/[^'\"\n]{{1,300}})['\"]|([A-Za-z_$][\w$.]{{0,60}}))"
)
#: Marks of a body that is not a form, or of another method than GET and POST.
_OTHER_BODY = lazy_regex(r"json\.stringify|processData|application/json|['\"]?body['\"]?\s{0,3}:", re.I)
_POSTS = lazy_regex(r"method['\"]?\s{0,3}:(?!\s{0,3}['\"]get['\"])", re.I)
_LONGEST_OPTIONS = 1500
#: Any of them is in a script that sends a request.
REQUEST_MARKS = ("$.", "$http", "jQuery.", ".load(", "fetch(", "axios", ".open(")


class ScriptRequest(NamedTuple):
    """`start`: the place in the script. `query`: the fields; of an object that is posted as JSON, `body`, its
    texts and numbers.
    """

    start: int
    address: str
    query: Mapping[str, str]
    is_post: bool
    body: bytes | None = None

    @property
    def form(self) -> bytes:
        """What is posted."""
        return urlencode(self.query).encode() if self.body is None else self.body


def may_request(code: str) -> bool:
    """Whether the script may send a request itself."""
    return any(mark in code for mark in REQUEST_MARKS)


def read_requests(code: str, values_at: Callable[[int], Values]) -> Iterator[ScriptRequest | None]:
    """Each request of the script; None for one that cannot be read with certainty."""
    for found in _QUERY.finditer(code):
        yield _request(found.start(), found[2], found[3], values_at, is_post=found[1] == "post")
    for found in _LOAD.finditer(code):  # jQuery posts what it is given as fields
        yield _request(found.start(), found[1], found[2], values_at, is_post=found[2] is not None)
    for found in _AXIOS.finditer(code):
        yield _request(found.start(), found[1], found[2], values_at)
    for found in _FETCH.finditer(code):
        yield _read_fetch(found, code, values_at)
    for found in _OPEN.finditer(code):
        yield _request(found.start(), found[1], None, values_at)
    for found in (*_FETCH_BODY.finditer(code), *_POST_OBJECT.finditer(code)):
        yield _request_by_object(found, code, found.end(), values_at)
    for found in _AJAX.finditer(code):
        options = code[found.end() : found.end() + _LONGEST_OPTIONS]
        options = options.partition("success")[0].partition("}).")[0]
        yield _read_json(found, options, values_at) or _read_ajax(found.start(), options, values_at)


def _read_fetch(found: re.Match[str], code: str, values_at: Callable[[int], Values]) -> ScriptRequest | None:
    """The request of `fetch(…)` with or without options, of which those of a form that is posted are read."""
    if found[2] and (_POSTS.search(found[2]) or _OTHER_BODY.search(found[2])):
        return _request_by_name(found, code, values_at)
    request = _request(found.start(), found[1], None, values_at)
    if request is None or f"{found[1].strip()}.searchParams." not in code:
        return request
    known = _read_filled(code, found.start(), found[1].strip(), values_at)
    return request._replace(query=known) if known else None


def read_asked(code: str, values: Values) -> Iterator[str]:
    """The address of each request, whether its method, body and headers can be read or not; what the script
    calls an address that it puts together itself.
    """
    for found in _ASKED.finditer(code):
        if "'" in found[1] or '"' in found[1] or found[1] in values:
            yield put_together(found[1], values) or ""
    for found in _ASKED_UNKNOWN.finditer(code):
        if found[1] or not found[0].partition("(")[0].endswith((".get", ".post")):
            yield found[1] or values.get(found[2], found[2])


def _request(
    start: int, address: str, fields: str | None, values_at: Callable[[int], Values], *, is_post: bool = False
) -> ScriptRequest | None:
    values = values_at(start)
    url = put_together(address, values)
    query = read_fields(fields, values) if fields is not None else {}
    return None if url is None or query is None else ScriptRequest(start, url, query, is_post)


def _request_by_object(
    found: re.Match[str], code: str, place: int, values_at: Callable[[int], Values]
) -> ScriptRequest | None:
    """The request that posts the object at this place, as JSON or as a form. `found`: with its address."""
    values = values_at(found.start())
    url, read = put_together(found[1], values), read_object(code, place, values)
    if url is None or read is None or _OTHER_METHOD.search(found[0]):
        return None
    body = None if _AS_FORM in found[0] else write_object(read)
    return ScriptRequest(found.start(), url, dict(list_leaves(read)), is_post=True, body=body)


def _request_by_name(
    found: re.Match[str], code: str, values_at: Callable[[int], Values]
) -> ScriptRequest | None:
    """The request that posts a form which the script fills field by field: `form.append('page', page)`. It is
    sent as a form without files is.
    """
    named, url = _BODY_NAME.search(found[2]), put_together(found[1], values_at(found.start()))
    if named is None or url is None or _OTHER_METHOD.search(found[2]):
        return None
    known = _read_filled(code, found.start(), named[1], values_at)
    return ScriptRequest(found.start(), url, known, is_post=True) if known else None


def _read_filled(code: str, end: int, name: str, values_at: Callable[[int], Values]) -> dict[str, str]:
    """The fields with which the script fills this form before `end`; empty if one of them is not known."""
    filled = [each for each in _APPENDS.finditer(code, 0, end) if each[1] == name]
    fields = {each[2]: put_together(each[3], values_at(each.start())) for each in filled}
    known = {key: value for key, value in fields.items() if value is not None}
    written = (each for each in _FILLS.findall(code, 0, end) if each == name)
    return known if len(known) == len(fields) == len([*written]) else {}


def _read_json(call: re.Match[str], options: str, values_at: Callable[[int], Values]) -> ScriptRequest | None:
    """The request of `$.ajax({…, data: JSON.stringify({…})})`, and of axios, which sends objects as JSON."""
    found, address = _AJAX_OBJECT.search(options), _AJAX_URL.search(options)
    method = _AJAX_METHOD.search(options)
    if found is None or address is None or method is None or method[1].lower() != "post":
        return None
    if "stringify" not in found[0] and call[0].startswith(_JQUERY):  # it sends objects as forms
        return None
    return _request_by_object(address, options, found.end(), lambda _: values_at(call.start()))


def _read_ajax(start: int, options: str, values_at: Callable[[int], Values]) -> ScriptRequest | None:
    """The request of `$.ajax({url: …, type: …, data: …})`."""
    address, method = _AJAX_URL.search(options), _AJAX_METHOD.search(options)
    if address is None or _OTHER_BODY.search(options):
        return None
    is_post = method is not None and method[1].lower() != "get"
    fields, query = _AJAX_FIELDS.search(options), _AJAX_QUERY.search(options)
    if fields is not None or not _HAS_DATA.search(options):
        return _request(start, address[1], fields and fields[1], values_at, is_post=is_post)
    return _join_query(start, address[1], query[1], values_at) if query and not is_post else None


def _join_query(
    start: int, address: str, query: str, values_at: Callable[[int], Values]
) -> ScriptRequest | None:
    values = values_at(start)
    url, written = put_together(address, values), put_together(query, values)
    if url is None or written is None:
        return None
    return ScriptRequest(start, f"{url}?{written.lstrip('?&')}", {}, is_post=False)
