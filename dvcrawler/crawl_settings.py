"""Whether a crawl can begin with the settings in force."""

from typing import TYPE_CHECKING

from dvcrawler.engine_settings import check_engine
from dvcrawler.errors import ConfigError
from dvcrawler.network.connect_to import parse_connect_to, parse_private_hosts
from dvcrawler.setting_checks import check_settings
from dvcrawler.setting_kinds import is_contact

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


def find_fault(settings: "BaseSettings") -> ConfigError | None:
    """What a crawl of any site would refuse, for commands that only report it."""
    try:
        check_engine(settings)
        check_crawl_settings(settings)
    except ConfigError as error:
        return error
    return None


def check_crawl_settings(settings: "BaseSettings") -> None:
    """Raises ConfigError for the first setting of dvcrawler's that cannot be used."""
    parse_connect_to(settings.get("DVCRAWLER_CONNECT_TO") or "")
    parse_private_hosts(settings.get("DVCRAWLER_PRIVATE_HOSTS") or "")
    contact = str(settings["DVCRAWLER_CONTACT"] or "")
    if contact and not is_contact(contact):
        raise ConfigError("DVCRAWLER_CONTACT must be one mail or web address, in ASCII")
    check_settings(settings)
