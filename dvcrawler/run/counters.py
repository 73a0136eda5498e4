"""Every counter of a run, named once. docs/reading-a-run.md says what each one counts."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NewType, Protocol

#: The full name of a counter in a group: "dvcrawler/outcome/stored".
GroupedCounter = NewType("GroupedCounter", str)


class Counter(StrEnum):
    """Counters with a fixed name, as they appear in `stats` of the run record."""

    REQUESTS = "dvcrawler/requests"
    KNOWN = "dvcrawler/known"
    KNOWN_READ = "dvcrawler/known_read"
    KNOWN_GONE = "dvcrawler/known_gone"
    KNOWN_REMOVED = "dvcrawler/known_removed"
    KNOWN_REPEATED = "dvcrawler/known_repeated"
    WAITING = "dvcrawler/waiting"
    REFUSED_AGAIN = "dvcrawler/refused_again"
    DEFECTS = "dvcrawler/defects"
    SHARED_IDS = "dvcrawler/shared_ids"
    EXTRAS_FAILED = "dvcrawler/extras/failed"
    LEFT_BY_LIMIT = "dvcrawler/left_by_limit"
    OUTSIDE_BY_DAY = "dvcrawler/outside_by_day"
    OUTSIDE_BY_NUMBER = "dvcrawler/outside_by_number"
    SITEMAPS_LEFT = "dvcrawler/sitemaps_left"
    SITEMAPS_SUFFICED = "dvcrawler/sitemaps_sufficed"
    LISTING_PAGES = "dvcrawler/listing/pages"
    LISTING_SERVICES = "dvcrawler/listing/services"
    LISTING_LINKS = "dvcrawler/listing/links"
    LISTING_LINKS_LEFT = "dvcrawler/listing/links_left"
    LISTING_SECTIONS_LEFT = "dvcrawler/listing/sections_left"
    LISTING_LOGINS = "dvcrawler/listing/logins"
    LISTING_PAGERS_LEFT = "dvcrawler/listing/pagers_left"
    LISTING_SEARCHES = "dvcrawler/listing/searches"
    LISTING_SEARCHES_LEFT = "dvcrawler/listing/searches_left"
    LISTING_ENDS = "dvcrawler/listing/ends"
    LISTING_ENDLESS = "dvcrawler/listing/endless"
    LISTING_GONE = "dvcrawler/listing/gone"
    LISTING_NAMED_GONE = "dvcrawler/listing/named_gone"
    LISTING_HOME_GONE = "dvcrawler/listing/home_gone"
    LISTING_HOME_MOVED = "dvcrawler/listing/home_moved"
    LISTING_HOME_BARE = "dvcrawler/listing/home_bare"
    LISTING_HOME_PARKED = "dvcrawler/listing/home_parked"
    LISTING_HOME_DEFAULT = "dvcrawler/listing/home_default"
    LISTING_HOME_NOTICE = "dvcrawler/listing/home_notice"
    LISTING_HOME_LOGIN = "dvcrawler/listing/home_login"
    LISTING_ALIAS_FAILED = "dvcrawler/listing/alias_failed"
    INDEX_ROWS = "dvcrawler/index/rows"
    WAYBACK_OTHERS = "dvcrawler/wayback/others"
    WARC_FOREIGN = "dvcrawler/warc/foreign"
    WARC_OTHER = "dvcrawler/warc/other"
    WARC_OTHER_PAGES = "dvcrawler/warc/other_pages"
    PACE_HOMES = "dvcrawler/pace/homes"
    PACE_WAITS = "dvcrawler/pace/waits"
    PACE_LEFT_ALONE = "dvcrawler/pace/left_alone"
    PACE_ALIAS_LEFT_ALONE = "dvcrawler/pace/alias_left_alone"
    ROBOTS_FORBIDDEN = "dvcrawler/robots/forbidden"
    ROBOTS_COPIES = "dvcrawler/robots/copies"
    ANSWERS_READ = "dvcrawler/answers/read"
    ANSWERS_GATE = "dvcrawler/answers/gate"
    ANSWERS_CHALLENGE = "dvcrawler/answers/challenge"
    ANSWERS_MAINTENANCE = "dvcrawler/answers/maintenance"
    ARCHIVE_RECORDS = "dvcrawler/archive/records"
    ARCHIVE_REVISITS = "dvcrawler/archive/revisits"
    ARCHIVE_BYTES = "dvcrawler/archive/bytes"
    MEDIA_BYTES = "dvcrawler/media_bytes"
    IMPLAUSIBLE_DATES_ALIKE = "dvcrawler/implausible/dates_alike"


#: What a front page without articles looks like that is not the site's own.
PLACEHOLDERS = {
    Counter.LISTING_HOME_PARKED: "the page of a parked domain",
    Counter.LISTING_HOME_DEFAULT: "the start page of a server without a site",
    Counter.LISTING_HOME_NOTICE: "a notice that the site has moved or closed",
    Counter.LISTING_HOME_LOGIN: "a login form",
}


class CounterGroup(StrEnum):
    """Prefixes of counters whose last part is only known at run time."""

    OUTCOME = "dvcrawler/outcome/"
    ARTICLES = "dvcrawler/articles/"
    LISTING = "dvcrawler/listing/"
    FIELD = "dvcrawler/field/"
    PROBLEM = "dvcrawler/problem/"
    IMPLAUSIBLE = "dvcrawler/implausible/"
    LAYOUT = "dvcrawler/layout/"
    RULE = "dvcrawler/rule/"
    MOVED = "dvcrawler/moved/"
    NOW_AT = "dvcrawler/now_at/"
    PACE = "dvcrawler/pace/"
    ROBOTS = "dvcrawler/robots/"
    ANSWERS = "dvcrawler/answers/"
    MEDIA = "dvcrawler/media/"

    def counter(self, name: str) -> GroupedCounter:
        """The counter of this group with this last part."""
        return GroupedCounter(f"{self.value}{name}")


class Stats(Protocol):
    """The part of Scrapy's stats collector that counting needs."""

    def inc_value(self, key: str, count: int = 1, /) -> None: ...


def count(stats: Stats, counter: Counter | GroupedCounter, by: int = 1) -> None:
    """Adds to a counter; one that was never counted starts at 0."""
    stats.inc_value(str(counter), by)


def read_count(stats: Mapping[str, object], counter: Counter | GroupedCounter) -> int:
    """The value of a counter; 0 if it is missing or, in a damaged run record, not an integer."""
    value = stats.get(str(counter), 0)
    return value if isinstance(value, int) else 0


def describe_placeholder(stats: Mapping[str, object]) -> str | None:
    """What the front page looked like, if it was not the site's own or had no article; else None."""
    for counter, looks in PLACEHOLDERS.items():
        if read_count(stats, counter):
            return f"the front page looks like {looks}"
    is_bare = read_count(stats, Counter.LISTING_HOME_BARE) and read_count(stats, Counter.LISTING_LINKS)
    return "the front page has no article link" if is_bare else None


def read_group(stats: Mapping[str, object], group: CounterGroup) -> dict[str, int]:
    """The group's counters by their last part, in alphabetical order."""
    names = sorted(key.removeprefix(group) for key in stats if key.startswith(group))
    return {name: read_count(stats, group.counter(name)) for name in names}
