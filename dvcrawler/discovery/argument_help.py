"""The meaning of each `-a` argument of a crawl, with an example; shown by `crawl --help`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArgumentHelp:
    """`example` is what may be typed after `-a`; `values` are the words that the argument takes, if any.

    `site`: the one whose crawl takes it, None for all.
    """

    name: str
    example: str
    meaning: str
    values: tuple[str, ...] = ()
    site: str | None = None

    @property
    def described(self) -> str:
        """The meaning, with the site whose crawl takes the argument."""
        return f"for {self.site}: {self.meaning}" if self.site else self.meaning


_SOURCES = ("live", "urls:", "warc:", "wayback", "commoncrawl")

ARGUMENTS = (
    ArgumentHelp("since", "since=2024-01-31", "published from this day on; also 2024-01, 31/01/2024, 30d"),
    ArgumentHelp("until", "until=2024-12", "published until then; a month or a year to its end"),
    ArgumentHelp("section", 'section="Kinh tế"', "one section: its name, number, path or address"),
    ArgumentHelp("limit", "limit=50", "at most this many article pages"),
    ArgumentHelp("minutes", "minutes=50", "ends the run after this time; the next one continues"),
    ArgumentHelp("requests", "requests=500", "ends the run after this many requests"),
    ArgumentHelp("revisit", "revisit=30", "known articles of 30 days again; all for every one", ("all",)),
    ArgumentHelp(
        "source",
        "source=urls:list.txt",
        "a list of addresses (- for standard input), warc:PATH, wayback or commoncrawl; else live",
        _SOURCES,
    ),
    ArgumentHelp("archive", "archive=http://localhost:8080/web", "address of the web archive"),
    ArgumentHelp("host", "host=danvan.example.vn", "its host", site="danvan"),
    ArgumentHelp("start", "start=https://example.vn/", "the front page of any site", site="portal"),
    ArgumentHelp(
        "article", "article=^/chi-tiet[?]id=", "pattern of the addresses of articles", site="portal"
    ),
    ArgumentHelp("listing", "listing=^/chuyen-muc/", "pattern of the addresses of listings", site="portal"),
    ArgumentHelp(
        "media",
        "media=images,documents",
        "keeps pictures and attached files in the archive too",
        ("images", "documents", "none"),
    ),
    ArgumentHelp("unit", "unit=xuantruong,namtruc", "the units to crawl", site="namdinhgov"),
    ArgumentHelp("tls", "tls=legacy", "old TLS renegotiation, certificates still verified", ("legacy",)),
    ArgumentHelp("tls_pin", "tls_pin=4F:1C:…", "only the certificate with this SHA-256"),
)

#: The site whose crawl takes an argument, by the name of the argument.
OF_SITES = {each.name: each.site for each in ARGUMENTS if each.site is not None}


def takes(spider: object, name: str) -> bool:
    """Whether the spider takes an argument of OF_SITES. A plain Scrapy spider takes any."""
    return name in getattr(spider, "own_arguments", (name,))
