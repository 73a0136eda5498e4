"""The meaning of each `-a` argument of a crawl, with an example; shown by `crawl --help`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArgumentHelp:
    """`example` is what may be typed behind `-a`; `values` are the words that the argument takes, if any."""

    name: str
    example: str
    meaning: str
    values: tuple[str, ...] = ()


_SOURCES = ("live", "urls:", "warc:", "wayback", "commoncrawl")

ARGUMENTS = (
    ArgumentHelp("since", "since=2024-01-31", "published from this day on; also 2024-01, 31/01/2024, 30d"),
    ArgumentHelp("until", "until=2024-12", "published until then; a month or a year to its end"),
    ArgumentHelp("section", 'section="Kinh tế"', "one section: its name, number, path or address"),
    ArgumentHelp("limit", "limit=50", "at most this many article pages"),
    ArgumentHelp("minutes", "minutes=50", "ends the run after this time; the next one continues"),
    ArgumentHelp("requests", "requests=500", "ends the run after this many requests"),
    ArgumentHelp("revisit", "revisit=30", "known articles of 30 days again; all for every one", ("all",)),
    ArgumentHelp("source", "source=urls:list.txt", "a list of addresses (- for standard input), warc:PATH, "
                 "wayback or commoncrawl; else live", _SOURCES),
    ArgumentHelp("archive", "archive=http://localhost:8080/web", "address of the web archive"),
    ArgumentHelp("host", "host=danvan.example.vn", "for danvan: its host"),
    ArgumentHelp("start", "start=https://example.vn/", "for portal: the front page of any site"),
    ArgumentHelp("article", "article=^/chi-tiet[?]id=", "for portal: pattern of the addresses of articles"),
    ArgumentHelp("listing", "listing=^/chuyen-muc/", "for portal: pattern of the addresses of listings"),
    ArgumentHelp("media", "media=images,documents", "keeps pictures and attached files in the archive too",
                 ("images", "documents", "none")),
    ArgumentHelp("unit", "unit=xuantruong,namtruc", "for namdinhgov: the units to crawl"),
    ArgumentHelp("tls", "tls=legacy", "old TLS renegotiation, certificates still verified", ("legacy",)),
    ArgumentHelp("tls_pin", "tls_pin=4F:1C:…", "only the certificate with this SHA-256"),
)  # fmt: skip
