"""Which hosts may be reached at private addresses: settings of the operator's."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from scrapy.settings import Settings

from dvcrawler.errors import ConfigError
from dvcrawler.network.public_addresses import is_public_name, numeric_address
from dvcrawler.normalize.hosts import find_host_fault, split_target


def parse_connect_to(value: str) -> dict[str, str]:
    """`host=address:port,…` as a mapping: where a host's requests are sent instead, as curl's `--connect-to`.

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
    """`host,host,…`: names and addresses without scheme and port. Raises ConfigError for anything else."""
    hosts = [part.strip() for part in value.split(",") if part.strip()]
    for host in hosts:
        if numeric_address(host) is None and any(sign in host for sign in "/:@*= "):
            raise ConfigError(f"DVCRAWLER_PRIVATE_HOSTS: {host} is not a host; write names or addresses, "
                              "without scheme, port and network mask")  # fmt: skip
    return frozenset(map(plain_host, hosts))


def plain_host(host: str) -> str:
    """One form for all ways to write a host: an address by its number, a name in ASCII without www."""
    number = numeric_address(host)
    if number is not None:
        return str(number)
    name = host.lower().rstrip(".").removeprefix("www.")
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:  # no name that could resolve
        return name


def allow_typed(settings: Settings, addresses: Iterable[str]) -> None:
    """Adds the hosts of addresses that the operator has typed to DVCRAWLER_PRIVATE_HOSTS, where they are
    plainly local: `http://127.0.0.1:8080/`, `http://localhost/`. A public name is judged like any other.
    """
    allowed = [settings.get("DVCRAWLER_PRIVATE_HOSTS") or ""]
    for address in addresses:
        try:
            host = urlsplit(address).hostname
        except ValueError:
            continue  # refused where it is read
        if host and not is_public_name(host):
            allowed.append(host)
    settings.set("DVCRAWLER_PRIVATE_HOSTS", ",".join(filter(None, allowed)), priority="cmdline")
