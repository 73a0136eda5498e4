from datetime import UTC, datetime

import pytest

from dvcrawler.cluster.scheduler import check_times, following, previous
from dvcrawler.errors import ConfigError


def at(text):
    return datetime.fromisoformat(text).timestamp()


@pytest.mark.parametrize(
    ("times", "now", "before", "after"),
    [
        ("0 * * * *", "2026-01-31T10:30:00+07:00", "2026-01-31T10:00:00+07:00", "2026-01-31T11:00:00+07:00"),
        ("0 * * * *", "2026-01-31T10:00:00+07:00", "2026-01-31T10:00:00+07:00", "2026-01-31T11:00:00+07:00"),
        ("30 6 * * *", "2026-01-31T23:00:00+00:00", "2026-01-31T06:30:00+07:00", "2026-02-01T06:30:00+07:00"),
        (
            "*/20 8-9 * * 1",
            "2026-02-02T09:50:00+07:00",
            "2026-02-02T09:40:00+07:00",
            "2026-02-09T08:00:00+07:00",
        ),
    ],
)
def test_a_site_is_due_in_vietnams_time(times, now, before, after):
    assert (previous(times, at(now)), following(times, at(now))) == (at(before), at(after))


@pytest.mark.parametrize(
    "text", ["", "hourly", "@hourly", "0 * * *", "0 * * * * *", "61 * * * *", "0 25 * * *"]
)
def test_text_that_is_not_a_crontab_line_is_refused(text):
    with pytest.raises(ConfigError, match="five fields as in crontab"):
        check_times(text)


def test_the_default_is_hourly():
    from dvcrawler.settings import DVCRAWLER_CLUSTER_TIMES

    check_times(DVCRAWLER_CLUSTER_TIMES)
    now = datetime(2026, 1, 31, 10, 30, tzinfo=UTC).timestamp()
    assert following(DVCRAWLER_CLUSTER_TIMES, now) - previous(DVCRAWLER_CLUSTER_TIMES, now) == 3600
