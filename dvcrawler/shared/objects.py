"""The few requests that a shared store must support, with one-line errors. Thread-safe."""

import random
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PermissionDeniedError, UnauthenticatedError

from dvcrawler.errors import ConfigError, LockedError, StorageError
from dvcrawler.messages.printable import hide_passwords

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0
#: As many as S3 takes in one request.
_DELETED_AT_ONCE = 1000
#: Marks of wrong credentials in errors that the library does not distinguish from others.
_REFUSALS = tuple(
    "InvalidAccessKeyId|SignatureDoesNotMatch|AccessDenied|403 Forbidden|401 Unauthorized"
    "|InvalidToken|ExpiredToken".split("|")
)
#: A tag in an XML response.
_MARKUP = re.compile(r"<[^<>]{0,200}>")


class SharedStoreError(StorageError):
    """The shared store does not answer, or refuses. Local files stay; retry later."""


class MissingObjectError(SharedStoreError):
    """No object has this name."""


class LostManifestError(SharedStoreError):
    """No copy of a site's newest manifest can be read, so what the site has is unknown. Local files stay."""


class NewerOwnerError(LockedError):
    """Another process has claimed the site meanwhile. Segments already published stay; publish no more."""

    def __init__(self, site: str) -> None:
        super().__init__(
            f"another process has claimed {site} in the shared store; what this run had not published is "
            "discarded when this machine claims the site again"
        )


class ObjectEntry(NamedTuple):
    """An object's path below the store's prefix, and its size in bytes."""

    path: str
    size: int


class Objects:
    """Objects are created once and never changed. `name`: the address, for messages.

    Every method raises SharedStoreError, which may be retried, or ConfigError for refused credentials.
    """

    def __init__(self, store: "ObjectStore", name: str, retry_seconds: float = 0.0) -> None:
        self._store, self.name, self._retry_seconds = store, name, retry_seconds

    def listing(self, prefix: str, after: str | None = None) -> list[ObjectEntry]:
        """All objects below the folder, ordered by path; only those after `after` if given."""
        try:
            chunks = list(obstore.list(self._store, prefix, offset=after, chunk_size=1000))
        except FileNotFoundError:  # a local folder
            return []
        except (BaseError, OSError, ValueError) as error:
            self._fail("cannot be listed", error)
        return sorted(ObjectEntry(meta["path"], meta["size"]) for chunk in chunks for meta in chunk)

    def folders(self, prefix: str) -> list[str]:
        """The names of the folders directly below the folder."""
        try:
            found = obstore.list_with_delimiter(self._store, prefix)["common_prefixes"]
        except FileNotFoundError:
            return []
        except (BaseError, OSError, ValueError) as error:
            self._fail("cannot be listed", error)
        return sorted(path.rstrip("/").rpartition("/")[2] for path in found)

    def get(self, path: str) -> bytes:
        """Raises MissingObjectError too."""
        with self._reading(path):
            return bytes(obstore.get(self._store, path).bytes())

    def get_start(self, path: str, length: int) -> bytes:
        """The first bytes, fewer of a shorter object. Raises MissingObjectError too."""
        with self._reading(path):
            return bytes(obstore.get_range(self._store, path, start=0, length=length))

    @contextmanager
    def _reading(self, path: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise MissingObjectError(f"{self.name}: there is no {path}") from error
        except (BaseError, OSError, ValueError) as error:
            self._fail(f"cannot give {path}", error)

    def create(self, path: str, data: bytes) -> bool:
        """Creates the object atomically; False if another one has this path.

        A lost response is not a failure: an existing object with exactly these bytes counts as created.
        """
        pause, give_up = _FIRST_PAUSE, time.monotonic() + self._retry_seconds
        while True:
            try:
                obstore.put(self._store, path, data, mode="create", use_multipart=False)
                return True
            except AlreadyExistsError:
                return self.get(path) == data
            except (BaseError, OSError, ValueError) as error:
                if _is_refusal(error) or time.monotonic() + pause > give_up:
                    self._fail(f"does not take {path}", error)
            time.sleep(pause * random.uniform(0.5, 1))
            pause = min(2 * pause, _LONGEST_PAUSE)

    def delete(self, paths: Sequence[str]) -> None:
        """Deletes the objects; one that is gone already is not a failure."""
        for start in range(0, len(paths), _DELETED_AT_ONCE):
            some = list(paths[start:][:_DELETED_AT_ONCE])
            try:
                obstore.delete(self._store, some)
            except FileNotFoundError:  # a local folder does not say which one
                self._delete_each(some)
            except (BaseError, OSError, ValueError) as error:
                self._fail(f"does not delete {some[0]}", error)

    def _delete_each(self, paths: Sequence[str]) -> None:
        for path in paths:
            try:
                obstore.delete(self._store, path)
            except FileNotFoundError:
                continue
            except (BaseError, OSError, ValueError) as error:
                self._fail(f"does not delete {path}", error)

    def _fail(self, what: str, error: Exception) -> NoReturn:
        if _is_refusal(error):
            raise ConfigError(
                f"{self.name} refuses these credentials ({one_line(error)}); set those of an account "
                "that may read, write, list and delete there"
            ) from error
        if "NoSuchBucket" in str(error):
            raise ConfigError(
                f"{self.name}: there is no such bucket; create it, or correct --data"
            ) from error
        raise SharedStoreError(f"{self.name} {what}: {one_line(error)}; try again later") from error


def one_line(error: Exception) -> str:
    """The message without the lines meant for the library's developers."""
    text = _MARKUP.sub(" ", str(error).partition("Debug source")[0]).rpartition(" - ")[2]
    return hide_passwords(" ".join(text.split()))[:200].rstrip(" .:") or type(error).__name__


def _is_refusal(error: Exception) -> bool:
    if isinstance(error, PermissionDeniedError | UnauthenticatedError):
        return True
    return any(sign in str(error) for sign in _REFUSALS)
