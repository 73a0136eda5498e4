"""Names of sites that have no site file: `portal/<host>`, and the forms they take in files and ids.

A port other than 80 and 443 belongs to the name: `portal/example.vn:8080`. As a file name it is
`portal+example.vn+8080`, an IPv6 address `portal++__1+8080`: portable, and reversible.
"""

from urllib.parse import urlsplit

from dvcrawler.normalize.url_form import canonical_host
from dvcrawler.patterns import lazy_regex

#: The site that all unknown hosts once shared; a store may still hold it.
PORTAL = "portal"
_PREFIX = f"{PORTAL}/"
_FOLDER = lazy_regex(r"portal\+(\+?)([a-z0-9_.-]+)(?:\+([0-9]{1,5}))?")
_NAME = lazy_regex(r"portal/(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+))(?::([0-9]{1,5}))?")
_ID_OF_HOST = lazy_regex(r"(portal/(?:\[[0-9a-f:.]{1,50}\]|[a-z0-9_.-]{1,255})(?::[0-9]{1,5}(?=:))?):")
_USUAL_PORTS = (None, 80, 443)
#: Caps the characters of a host, so that its file names stay below the 255 bytes of a file system.
MAX_PORTAL_HOST = 150


def portal_name(url: str) -> str:
    """Returns the name of the site at an http(s) address. Raises ValueError for a host that has none."""
    parts = urlsplit(url.strip())
    host = canonical_host(parts.hostname or "", {})
    port = "" if parts.port in _USUAL_PORTS else f":{parts.port}"
    name = f"{_PREFIX}{host}{port}"
    if len(host) > MAX_PORTAL_HOST:
        raise ValueError(f"the host name has more than {MAX_PORTAL_HOST} characters")
    if not _NAME.fullmatch(name):
        raise ValueError("the host name cannot be read")
    return name


def is_portal_name(name: str) -> bool:
    """Whether the name is that of an unknown host."""
    return name.startswith(_PREFIX)


def is_canonical_portal(name: str) -> bool:
    """Whether the name is that of an unknown host, in the canonical form used for its files."""
    try:
        return is_portal_name(name) and portal_name(home_of(name)) == name
    except ValueError:
        return False


def home_of(name: str) -> str:
    """The address of the front page of `portal/<host>`."""
    return f"https://{name.removeprefix(_PREFIX)}/"


def find_typed_fault(name: str) -> str | None:
    """Describes what is wrong with `portal/<host>` as a person typed it; None if a host follows `portal/`.

    A word without a dot is a section or a slip far more often than a host of the local network, which has an
    address: `https://intranet/`.
    """
    host = name.removeprefix(_PREFIX).removesuffix("/")
    if "://" in host:
        return f"give the address alone, {host}"
    if any(each in host for each in "/?#"):
        return f"it names a page; give its address, https://{host}"
    if not host or host == "localhost" or any(each in host for each in ".:["):
        return None
    return f"the host has no dot; write it in full, or as an address, https://{host}/"


def file_name_of(site: str) -> str:
    """The site's name as a part of file names; other names than `portal/<host>` are returned unchanged."""
    found = _NAME.fullmatch(site)
    if found is None:
        return site
    host = f"+{found[1].replace(':', '_')}" if found[1] else found[2]
    return f"{PORTAL}+{host}" + (f"+{found[3]}" if found[3] else "")


def site_of_file(name: str) -> str:
    """The site whose name `file_name_of` has turned into this."""
    found = _FOLDER.fullmatch(name)
    if found is None:
        return name
    host = f"[{found[2].replace('_', ':')}]" if found[1] else found[2]
    return _PREFIX + host + (f":{found[3]}" if found[3] else "")


def split_id(id: str) -> tuple[str, str]:
    """The site's name and the article's id within it; two empty texts for what is not an id.

    The port of a host belongs to the name: no native id begins with a number and a colon.
    """
    found = _ID_OF_HOST.match(id) if id.startswith(_PREFIX) else None
    site = found[1] if found is not None else id.partition(":")[0]
    return (site, id[len(site) + 1 :]) if len(site) < len(id) else ("", "")


def native_id_of(id: str, site: str) -> str:
    """The article's id within its site. (A site's name may contain a colon, and so may the native id.)"""
    return id.removeprefix(f"{site}:")
