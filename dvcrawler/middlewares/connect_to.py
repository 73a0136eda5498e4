"""Where a host's requests are led instead: as curl's `--connect-to`, for the sample portal and mirrors."""

from dvcrawler.errors import ConfigError


def parse_connect_to(value: str) -> dict[str, str]:
    """`host=address:port,…` as a mapping. Raises ConfigError for anything else."""
    pairs = [part.strip().partition("=") for part in value.split(",") if part.strip()]
    for host, _, target in pairs:
        if not host or not target.rpartition(":")[2].isdecimal():
            raise ConfigError(f"DVCRAWLER_CONNECT_TO: {host}={target} is not of the form host=address:port")
    return {host.lower(): target for host, _, target in pairs}
