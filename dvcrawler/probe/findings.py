"""The findings of a probe as values: the report prints them, `--json` gives them as they are."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Front:
    """The front page. `outcome`: as of `answers.Answer`. `redirects`: the addresses that led to it. `tls`:
    the certificate in words, or what is wrong with it; None if it was read over plain HTTP or out of a
    file; `tls_failed`: whether it is what is wrong. `code`: why no page came, as in the record of a run;
    `cause`: more of that, or the kind of file that came.
    `tls_exception`: "legacy" if only the old renegotiation works. `shows`: "login" for a page that asks
    for one, "scripts" for one that a script builds, "parked" or "default" for one that is not the site's own,
    "notice" for one that says that the site has moved or closed, "unopened" for one whose headlines only a
    script or a posted form opens, "nothing" for one without links; None for any other.
    `notice`: the line in which the page says that the site has moved, or is no longer kept.
    """

    asked: str
    url: str
    status: int | None
    outcome: str = "answered"
    fault: str | None = None
    code: str | None = None
    cause: str | None = None
    target: str | None = None
    redirects: tuple[str, ...] = ()
    title: str | None = None
    charset: str | None = None
    size: int = 0
    server: str | None = None
    tls: str | None = None
    tls_exception: str | None = None
    tls_failed: bool = False
    shows: str | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Robots:
    """`delay`: requested seconds between two requests, None if it states none. `rules`: number of
    rules for us; `forbids_all`: whether they forbid the front page.
    """

    status: int | None = None
    fault: str | None = None
    delay: float | None = None
    rules: int = 0
    forbids_all: bool = False
    sitemaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkFile:
    """A feed or sitemap. `named_by`: what led to it. `entries`: number of its addresses, of which `articles`
    are those of articles. `first` and `last`: the span of their days, None if it names none. `children`:
    number of sitemaps that an index names.
    """

    url: str
    named_by: str
    fault: str | None = None
    entries: int = 0
    articles: int = 0
    first: str | None = None
    last: str | None = None
    children: int = 0


@dataclass(frozen=True, slots=True)
class System:
    """The content management system; `name` is None if it is unknown. `why`: how it was recognised."""

    name: str | None = None
    title: str | None = None
    certain: bool = False
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A listing page that was looked at. `pager`: how its second page is reached, None if no way was
    found; `pager_fault`: why that does not work. `new_on_second`: articles on the second page that are not on
    the first, None if it was not requested.
    """

    name: str
    url: str
    title: str | None = None
    fault: str | None = None
    articles: int = 0
    pager: str | None = None
    pager_fault: str | None = None
    new_on_second: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """How articles are recognised. `source`: where the patterns come from, in words; `patterns`: regular
    expressions, or what they were learned from. `matched`: number of links seen that match, with examples.
    `others`: shapes of links that do not match, with the number of links and an example of each.
    """

    source: str
    patterns: tuple[str, ...] = ()
    matched: int = 0
    examples: tuple[str, ...] = ()
    others: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """An article page that was read. `fault`: why it gave no record; `values`: the record's fields."""

    url: str
    native_id: str
    fault: str | None = None
    layout: str | None = None
    values: dict[str, object] = field(default_factory=dict)
    problems: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings. `owner`: the site file that owns the host, None for an unknown host. `changes`:
    differences between the site and that file. `fronts`: the front pages of further hosts that hold
    sections of the site; `bare_hosts`: hosts of its articles without one; `hosts_left`: the front pages of
    hosts that may have sections; `other_hosts`: hosts below the site's own that are not part of it.
    `links_left`: links listed among articles that the rule leaves out, and of which it is not known what they
    are. `logins`: pages linked as articles that ask for a login.
    `fronts_again`: how many other pages were read if all of them are the front page again.
    `newest`: the day of the newest article seen. `ended`: why the probe ended early. `obstacles`: what will
    not work, and what to do about it.
    """

    url: str
    host: str
    probed_at: str
    requests: int
    front: Front
    robots: Robots
    owner: str | None = None
    system: System = System()
    feeds: tuple[LinkFile, ...] = ()
    sitemaps: tuple[LinkFile, ...] = ()
    sections: tuple[Section, ...] = ()
    sections_seen: int = 0
    rule: Rule = Rule("none")
    articles: tuple[Sample, ...] = ()
    changes: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    fronts: tuple[str, ...] = ()
    bare_hosts: tuple[str, ...] = ()
    hosts_left: tuple[str, ...] = ()
    other_hosts: tuple[str, ...] = ()
    links_left: tuple[str, ...] = ()
    logins: tuple[str, ...] = ()
    fronts_again: int = 0
    newest: str | None = None
    ended: str | None = None
