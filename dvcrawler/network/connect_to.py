"""Settings that send a host's requests to another address, or allow private addresses."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from scrapy.settings import Settings

from dvcrawler.errors import ConfigError
from dvcrawler.network.public_addresses import is_link_local, is_public_name, numeric_address
from dvcrawler.normalize.hosts import find_host_fault, split_target


def parse_connect_to(value: str) -> dict[str, str]:
    """Parses `host=address:port,…`: where each host's requests are sent instead, like curl's `--connect-to`.

    Raises ConfigError for anything else.
    """
    pairs = [part.strip().partition("=") for part in value.split(",") if part.strip()]
    for host, _, target in pairs:
        if find_host_fault(host) is not None or split_target(target) is None:
            raise ConfigError(
                f"DVCRAWLER_CONNECT_TO: {host}={target} is not of the form host=address:port, port 1 to 65535"
            )
    return {host.lower(): target for host, _, target in pairs}


def parse_private_hosts(value: str) -> frozenset[str]:
    """Parses `host,host,…`: names and addresses without scheme or port. Raises ConfigError for others."""
    hosts = [part.strip() for part in value.split(",") if part.strip()]
    for host in hosts:
        if numeric_address(host) is None and any(character in host for character in "/:@*= "):
            raise ConfigError(f"DVCRAWLER_PRIVATE_HOSTS: {host} is not a host; write names or addresses, "
                              "without scheme, port and network mask")  # fmt: skip
    return frozenset(map(plain_host, hosts))


def plain_host(host: str) -> str:
    """The normal form of a host: an address in its usual notation, a name in ASCII without www."""
    number = numeric_address(host)
    if number is not None:
        return str(number)
    name = host.lower().rstrip(".").removeprefix("www.")
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:  # it cannot resolve
        return name


def allow_typed(settings: Settings, addresses: Iterable[str]) -> None:
    """Adds local hosts that the operator typed to DVCRAWLER_PRIVATE_HOSTS: `http://127.0.0.1:8080/`,
    `http://localhost/`. Public names are not added: they must resolve to public addresses. Nor are link-local
    addresses, at which clouds serve the machine's credentials.
    """
    allowed = [settings.get("DVCRAWLER_PRIVATE_HOSTS") or ""]
    for address in addresses:
        try:
            host = urlsplit(address).hostname
        except ValueError:
            continue  # reported by the code that parses it
        if host and not is_public_name(host) and not is_link_local(host):
            allowed.append(host)
    settings.set("DVCRAWLER_PRIVATE_HOSTS", ",".join(filter(None, allowed)), priority="cmdline")
