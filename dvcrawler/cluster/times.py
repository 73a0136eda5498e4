"""When a site is due: five fields as in crontab, in Vietnam's time."""

from datetime import datetime

from croniter import croniter

from dvcrawler.errors import ConfigError
from dvcrawler.items import VIETNAM

_FIELDS = 5


def check_times(text: str) -> None:
    """Raises ConfigError for text that is not five fields of a crontab."""
    if len(text.split()) != _FIELDS or not croniter.is_valid(text):
        raise ConfigError(
            f"DVCRAWLER_CLUSTER_TIMES={text!r} cannot be used; write five fields as in crontab: */30 * * * *"
        )


def previous(text: str, at: float) -> int:
    """The last time that was due up to `at`, both in seconds since 1970."""
    just_after = datetime.fromtimestamp(int(at) + 1, VIETNAM)
    return int(croniter(text, just_after).get_prev(datetime).timestamp())


def following(text: str, at: float) -> int:
    """The first time that is due after `at`."""
    moment = datetime.fromtimestamp(int(at), VIETNAM)
    return int(croniter(text, moment).get_next(datetime).timestamp())
