"""The sites that have a file under `spiders/`, read as data: without Scrapy, which those files import.

A site file is a docstring, imports, constants and one class with `name` and `site`; tests hold every
file to that. Its constants and these two expressions are evaluated here, its base class never is.
"""

import __future__

import ast
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import read_named, unknown_site
from dvcrawler.families.files.site_files import check_names, check_site, naming_site_file
from dvcrawler.normalize.url_form import read_host
from dvcrawler.normalize.urls import Address, canonical_url

#: Modules that a site file needs for its class alone, and that import Scrapy.
_CLASS_ONLY = ("dvcrawler.spiders", "dvcrawler.discovery", "scrapy")
#: Lets functions be annotated with names from modules that are left out.
_FLAGS = __future__.annotations.compiler_flag


@cache
def known_sites() -> Mapping[str, Site]:
    """Every site that has a file, by name. Read once in a process, in some 30 ms.

    Raises ConfigError for a site file with a mistake.
    """
    folder = resources.files("dvcrawler.spiders")
    files = sorted(each.name for each in folder.iterdir() if each.name.endswith(".py"))
    with naming_site_file():
        read = [read_site((path := folder.joinpath(name)).read_bytes(), str(path)) for name in files]
    sites = [site for site in read if site is not None]
    check_names(site.name for site in sites)
    for site in sites:
        check_site(site, site.name)
    return {site.name: site for site in sites}


def read_site(source: str | bytes, path: str = "<site file>") -> Site | None:
    """The site that a site file describes; None for a module without a site. Executes `source` in part."""
    names: dict[str, object] = {}
    for node in _parse(source, path).body:
        if isinstance(node, ast.ClassDef):
            _execute([each for each in node.body if isinstance(each, ast.Assign)], names, path)
        elif not _imports_scrapy(node):
            _execute([node], names, path)
    site = names.get("site")
    return site if isinstance(site, Site) else None


def site_for_url(url: str) -> Site:
    """The known site on the address's host, else a site of that host alone.

    Raises ValueError if `url` is not an http(s) address, TypeError if it is not text.
    """
    return _index_sites().get(_read_host(url)) or unknown_site(url)


def address_for_url(url: str, site: Site) -> Address | None:
    """The article's address in the site; on a site without a file any address is an article's."""
    return read_named(_check_text(url), site)


@cache
def _index_sites() -> Mapping[str, Site]:
    return {host: site for site in known_sites().values() for host in site.hosts}


def _read_host(url: str) -> str:
    """The host without `www.`, as keys of `Site.hosts` are."""
    canonical_url(_check_text(url))  # raises ValueError for a malformed address
    return read_host(url.strip())


def _check_text(url: str) -> str:
    if not isinstance(url, str):
        raise TypeError(f"an address is a text, not {type(url).__name__}")
    return url


def _parse(source: str | bytes, path: str) -> ast.Module:
    try:
        return ast.parse(source, path)
    except (SyntaxError, ValueError) as error:  # without a place where the bytes are not UTF-8
        if getattr(error, "lineno", None) is not None:
            raise
        raise SyntaxError(str(error), (path, 1, None, None)) from error


def _imports_scrapy(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_CLASS_ONLY)


def _execute(nodes: Sequence[ast.stmt], names: dict[str, object], path: str) -> None:
    exec(compile(ast.Module([*nodes], []), path, "exec", _FLAGS), names)
