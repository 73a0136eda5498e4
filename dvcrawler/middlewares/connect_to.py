"""Where a host's requests are led instead: as curl's `--connect-to`, for the sample portal and mirrors."""

from dvcrawler.errors import ConfigError
from dvcrawler.normalize.hosts import find_host_fault, split_target


def parse_connect_to(value: str) -> dict[str, str]:
    """`host=address:port,…` as a mapping. Raises ConfigError for anything else."""
    pairs = [part.strip().partition("=") for part in value.split(",") if part.strip()]
    for host, _, target in pairs:
        if find_host_fault(host) is not None or split_target(target) is None:
            raise ConfigError(
                f"DVCRAWLER_CONNECT_TO: {host}={target} is not of the form host=address:port, port 1 to 65535"
            )
    return {host.lower(): target for host, _, target in pairs}
