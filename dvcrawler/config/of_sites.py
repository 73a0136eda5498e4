"""Checks that the settings file gives arguments of `crawl` only to sites that take them."""

from collections.abc import Mapping

from dvcrawler.config.load import Config
from dvcrawler.discovery.argument_help import OF_SITES, takes
from dvcrawler.errors import ConfigFileError
from dvcrawler.normalize.site_names import PORTAL, is_portal_name


def names_arguments(config: Config) -> bool:
    """Whether the file gives arguments that only some sites take."""
    return any(entry.key.argument in OF_SITES for entry in config.entries)


def check_arguments_of_sites(config: Config, spiders: Mapping[str, object]) -> None:
    """Raises ConfigFileError, a line for each argument that would have no effect. `spiders`: by site."""
    faults = []
    for entry in config.entries:
        name, site = entry.key.argument, entry.site or ""
        spider = spiders.get(PORTAL if is_portal_name(site) else site)
        if name in OF_SITES and spider is not None and not takes(spider, name):
            what = f"site.{site}.{entry.key.name} is for {OF_SITES[name]}; {site} does not take it"
            faults.append(f"{config.place(entry.line)}: {what}")
    if faults:
        raise ConfigFileError(faults)
