"""The sites available to a command: their names, their descriptions, their spiders.

Names take a millisecond, descriptions a quarter of a second, spiders three quarters: they load Scrapy.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

from dvcrawler.errors import ConfigError, DvcrawlerError, UsageError
from dvcrawler.messages.load_errors import explain_load
from dvcrawler.messages.suggestions import suggest_or_list
from dvcrawler.normalize.site_names import (
    PORTAL,
    find_typed_fault,
    home_of,
    is_portal_name,
    portal_name,
    site_of_file,
)
from dvcrawler.storage.article_files import site_folders
from dvcrawler.storage.run_records.runs import sites_with_runs

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from dvcrawler.extract.site import Site
    from dvcrawler.spiders.base.news import NewsSpider

#: Where site files are, unless `-s SPIDER_MODULES=` says otherwise.
_SITE_FILES = ["dvcrawler.spiders"]


def list_sites(settings: "BaseSettings") -> list[str]:
    """The names of the sites that have a file."""
    from dvcrawler.families.files.site_names import site_names

    return list(site_names()) if _has_own_files(settings) else list(load_sites(settings))


def written_sites(settings: "BaseSettings") -> list[str]:
    """The names in DVCRAWLER_SITES, which may include `--all`."""
    return str(settings["DVCRAWLER_SITES"] or "").replace(",", " ").split()


def list_held_sites(settings: "BaseSettings") -> list[str]:
    """The same, and the sites `portal/<host>` that the data folder holds."""
    names = list_sites(settings)
    return names + _list_held_portals(settings) if PORTAL in names else names


def list_stored_sites(settings: "BaseSettings") -> list[str]:
    """The same, and the sites of which the data folder has articles or runs and which no file describes: of
    a spider of one's own without its SPIDER_MODULES, or of one that was removed.
    """
    known = list_held_sites(settings)
    data = Path(settings["DVCRAWLER_DATA"])
    stored = [site_of_file(folder.name) for folder in site_folders(data) if any(folder.glob("*.jsonl"))]
    described = frozenset(known)
    return known + [name for name in sorted({*stored, *sites_with_runs(data)}) if name not in described]


def describe_stored_sites(settings: "BaseSettings") -> "dict[str, Site]":
    """The sites of `list_stored_sites`; one that no file describes has only its name."""
    from dvcrawler.extract.site import Site

    known = describe_held_sites(settings)
    names = (name for name in list_stored_sites(settings) if name not in known)
    return known | {name: Site(name, name, {}, (), (), ()) for name in names}


def describe_held_sites(settings: "BaseSettings") -> "dict[str, Site]":
    """The sites of `list_held_sites` as their files describe them. Does not load their spiders."""
    from dvcrawler.families.any_site import unknown_site
    from dvcrawler.families.files.known_sites import known_sites

    if not _has_own_files(settings):
        return {name: _describe(name, spider) for name, spider in load_held_sites(settings).items()}
    known = known_sites()
    held = {name: unknown_site(home_of(name)) for name in _list_held_portals(settings) if name not in known}
    return {name: known[name] for name in sorted(known)} | held


def _describe(name: str, spider: "type[NewsSpider]") -> "Site":
    """The spider's site. A plain Scrapy spider has none, and its pages are read by no layout."""
    from dvcrawler.extract.site import Site

    found: Site | None = getattr(spider, "site", None)
    return found if found is not None else Site(name, name, {}, (), (), ())


def find_site(settings: "BaseSettings", name: str, given: Mapping[str, str]) -> "Site":
    """The site as a run with these `-a` arguments crawls it. Loads its spider if there are any."""
    if given:
        spider = load_held_sites(settings)[name]
        return spider.site_for(given) if hasattr(spider, "site_for") else _describe(name, spider)
    return describe_held_sites(settings)[name]


class SitesAsCrawled:
    """The stored sites as runs with `-a` arguments crawl them. Reads the site files once, when asked."""

    def __init__(self, settings: "BaseSettings") -> None:
        self._settings = settings

    @cached_property
    def _held(self) -> "dict[str, Site]":
        return describe_held_sites(self._settings)

    def get(self, name: str) -> "Callable[[Mapping[str, str]], Site] | None":
        """Gives the site for the arguments of a run; None where no file says how its pages are read."""
        return partial(self._find, name) if name in self._held else None

    def _find(self, name: str, given: Mapping[str, str]) -> "Site":
        return find_site(self._settings, name, given) if given else self._held[name]


def _has_own_files(settings: "BaseSettings") -> bool:
    return bool(settings.get("SPIDER_MODULES") == _SITE_FILES)


def _list_held_portals(settings: "BaseSettings") -> list[str]:
    from dvcrawler.storage.article_files import held_portals

    return held_portals(Path(settings["DVCRAWLER_DATA"]))


def load_sites(settings: "BaseSettings") -> "dict[str, type[NewsSpider]]":
    """The spider classes by name, as Scrapy finds them in SPIDER_MODULES.

    Raises ConfigError for a site file with a mistake.
    """
    from scrapy.settings import BaseSettings
    from scrapy.spiderloader import SpiderLoader

    from dvcrawler.families.files.known_sites import known_sites
    from dvcrawler.families.files.site_files import check_names, check_site, naming_site_file

    modules = settings.getlist("SPIDER_MODULES")
    try:
        with naming_site_file():
            check_names(list_sites(settings) if _has_own_files(settings) else _find_names(modules))
            # Alone: copying Scrapy's defaults takes as long as reading the files.
            loader = SpiderLoader.from_settings(BaseSettings({"SPIDER_MODULES": modules}))
    except DvcrawlerError:
        raise
    except (Exception, SystemExit) as error:  # loading runs foreign code
        if _has_own_files(settings):
            known_sites()  # names the file that cannot be read
        raise ConfigError(f"SPIDER_MODULES={','.join(modules)}: {explain_load(error)}") from error
    sites = {name: cast("type[NewsSpider]", loader.load(name)) for name in sorted(loader.list())}
    for name, spider in sites.items():
        if hasattr(spider, "site") or hasattr(spider, "choose_site"):  # a plain Scrapy spider has neither
            check_site(getattr(spider, "site", None), name)
    return sites


def _find_names(modules: Iterable[str]) -> list[str]:
    """The names of the spiders in these modules and those below them, which are imported."""
    from scrapy.utils.misc import walk_modules_iter
    from scrapy.utils.spider import iter_spider_classes

    loaded = chain.from_iterable(map(walk_modules_iter, modules))
    names = [spider.name for module in loaded for spider in iter_spider_classes(module)]
    for name in names:
        if not isinstance(name, str):
            raise ConfigError(f"name = {name!r} of a spider cannot be used; write text in quotes")
    return names


def load_readable_sites(settings: "BaseSettings") -> "dict[str, Site]":
    """The sites of `load_sites` that have layouts: a plain Scrapy spider reads its pages itself."""
    return {name: spider.site for name, spider in load_sites(settings).items() if hasattr(spider, "site")}


def load_held_sites(settings: "BaseSettings") -> "dict[str, type[NewsSpider]]":
    """The same, and those of the sites `portal/<host>` that the data folder holds."""
    sites = load_sites(settings)
    if PORTAL not in sites:
        return sites
    return sites | {name: sites[PORTAL].named(name) for name in _list_held_portals(settings)}


def check_sites(names: list[str], known: Iterable[str]) -> list[str]:
    """The names without duplicates. Raises UsageError for an unknown one."""
    wanted = [_canonicalize_name(name) for name in names]
    for name in wanted:
        if name not in known and is_portal_name(name):
            raise UsageError(f"nothing is stored of {name}; `dvcrawler crawl {name}` crawls it")
        if name not in known:
            raise UsageError(f"unknown site {name[:200]!r}{suggest_or_list(name, known)}")
    return list(dict.fromkeys(wanted))


def _canonicalize_name(name: str) -> str:
    """`portal/WWW.Example.VN` as `portal/example.vn`; any other name as it is."""
    try:
        return portal_name(home_of(name)) if is_portal_name(name) else name
    except ValueError as error:
        raise UsageError(f"{name!r} is not the name of a site: {error}") from error


def check_typed_host(name: str) -> bool:
    """Whether the name is that of a site without a file. Raises UsageError if no host follows `portal/`."""
    fault = find_typed_fault(name) if is_portal_name(name) else None
    if fault is not None:
        raise UsageError(f"{name[:200]!r} is not the name of a site: {fault}")
    return is_portal_name(name)
