"""Where a shared store is: `s3://bucket/prefix`, `gs://…`, `az://…`, or `file:///folder`."""

import os
import re
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Self

from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.messages.printable import hide_in_value

if TYPE_CHECKING:  # obstore is needed by shared stores alone
    from obstore.store import ObjectStore

    from dvcrawler.shared.objects import Objects

SCHEMES = ("s3", "gs", "az", "file")
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30})://(.*)", re.DOTALL)
_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,254}")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._=+-]+)*/?")
#: Caps the seconds for which a request is retried: longer than the restart of an S3 server, shorter than the
#: five minutes after which a signed request is refused.
RETRY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class SharedLocation:
    """`text` is the canonical address, without a trailing slash."""

    scheme: str
    text: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """None for the path of a local folder. Raises UsageError for an address that cannot be used."""
        match = _URL.fullmatch(text.strip())
        if match is None:
            return None
        shown = repr(hide_in_value(text)[:200])
        scheme, rest = match[1].lower(), match[2]
        if scheme not in SCHEMES:
            known = ", ".join(f"{name}://" for name in SCHEMES)
            raise UsageError(f"{shown}: a shared store is at one of {known}")
        bucket, slash, prefix = rest.partition("/")
        is_valid = not bucket if scheme == "file" else _BUCKET.fullmatch(bucket)
        is_plain = (prefix if scheme == "file" else _PREFIX.fullmatch(slash + prefix)) and ".." not in prefix
        if not is_valid or not is_plain:
            raise UsageError(f"{shown} is not the address of a shared store; write it as {_describe(scheme)}")
        return cls(scheme, f"{scheme}://{rest.rstrip('/')}")

    @property
    def folder_name(self) -> str:
        """A name for this machine's copies: readable, and different for different addresses."""
        plain = re.sub(r"[^A-Za-z0-9.]+", "-", self.text).strip("-")[:60]
        return f"{plain}-{sha256(self.text.encode()).hexdigest()[:8]}"


def _describe(scheme: str) -> str:
    """The form of an address, with what a name that looks right may break."""
    if scheme == "file":
        return "file:///folder, an absolute path without .."
    place = "container" if scheme == "az" else "bucket"
    return f"{scheme}://{place}/prefix, in letters a to z, digits and . _ - alone; a {place} has two or more"


def open_store(location: SharedLocation, retry_seconds: float = RETRY_SECONDS) -> "Objects":
    """Opens the store without a request. Credentials come from the provider's own variables.

    `retry_seconds`: how long a failing request is tried again. Raises ConfigError if obstore is missing or
    refuses the address.
    """
    try:
        from dvcrawler.shared.objects import Objects, one_line
    except ImportError as error:
        raise ConfigError(f"{location.text} needs obstore: pip install 'dvcrawler[cluster]'") from error
    if location.scheme == "file":
        retry_seconds = 0.0  # retrying does not help with a local disk
    try:
        return Objects(_connect(location, retry_seconds), location.text, retry_seconds)
    except Exception as error:  # obstore raises its own errors, ValueError and OSError
        raise ConfigError(f"{location.text} cannot be opened: {one_line(error)}") from error


def _connect(location: SharedLocation, retry_seconds: float) -> "ObjectStore":
    from obstore.store import LocalStore, from_url

    if location.scheme == "file":
        return LocalStore(Path(location.text.removeprefix("file://")), mkdir=True)
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""
    return from_url(
        location.text,
        client_options={
            "allow_http": endpoint.startswith("http://"),  # a self-hosted server within one's own network
            "connect_timeout": timedelta(seconds=10),
            "timeout": timedelta(seconds=120),
        },
        retry_config={
            "max_retries": 30,
            "retry_timeout": timedelta(seconds=retry_seconds),
            "backoff": {
                "init_backoff": timedelta(seconds=0.2),
                "max_backoff": timedelta(seconds=5),
                "base": 2,
            },
        },
    )
