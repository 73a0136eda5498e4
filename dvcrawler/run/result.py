"""The result of a crawl in words: a line for each site, then its pages that were not stored and its files."""

from collections.abc import Mapping

from dvcrawler.errors import DvcrawlerError, ExitCode
from dvcrawler.items import PageCode
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.printable import printable
from dvcrawler.normalize.site_names import is_portal_name
from dvcrawler.run.counters import Counter, CounterGroup, describe_placeholder, read_count, read_group
from dvcrawler.run.outcome import is_all_gone
from dvcrawler.run.session import RunSession
from dvcrawler.storage.run_records.runs import Run, runs_path

#: Caps the pages named below a result line; the run record has the others.
_MAX_NAMED_PAGES = 10
#: Counters of a backfill whose index lists pages, or listed them in an earlier run.
_OF_INDEX = (Counter.INDEX_ROWS, Counter.KNOWN)
_ALL_GONE = "every article that the listings name is gone: look whether the site has moved"


def describe_start_failure(error: BaseException | None) -> tuple[ExitCode, str]:
    if isinstance(error, DvcrawlerError):
        return error.code, f"{_name_code(error.code)}: {error}"
    return ExitCode.INTERNAL, f"{_name_code(ExitCode.INTERNAL)}: {type(error).__name__}: {error}"


def describe_run(session: RunSession, code: ExitCode, error: BaseException | None) -> str:
    """The result line, then lines with the pages that were not stored and the files that grew."""
    run = session.run
    assert run is not None  # set when the session was opened
    lines = [_describe_result(run, code, session.stop.failure, error)]
    # Articles first: a section that is gone is so in many runs.
    problems = sorted(run.problems, key=lambda each: each.get("code") == PageCode.SECTION_GONE)
    for problem in problems[:_MAX_NAMED_PAGES]:
        page = f"{problem['outcome']} {problem['url']}".rstrip()  # what is not an item has no address
        lines.append(f"  {page}: {problem['reason']}")
        lines += [f"    {line}" for line in problem.get("seen", "").splitlines()]
    if len(run.problems) > _MAX_NAMED_PAGES:
        lines.append(f"  … and more: {runs_path(session.data, session.site)}")
    for name, (start, end) in run.files.items():
        lines.append(f"  {session.store.folder / name}: +{counted(end - start, 'byte')}")
    return "\n".join(map(printable, lines))


def _describe_result(
    run: Run, code: ExitCode, failure: DvcrawlerError | None, error: BaseException | None
) -> str:
    # A run that was cut short does not know whether there is anything new.
    none = "nothing new" if code in (ExitCode.OK, ExitCode.PARTIAL) else "nothing stored"
    parts = [f"{_list_counts(run.outcomes) or none}; {counted(run.requests, 'request')}", *_count_known(run)]
    parts += _explain_archive(run) + _explain_address(run)
    parts += _count_waiting(run) if code is ExitCode.OK else []
    media = read_group(run.stats, CounterGroup.MEDIA)
    if media:
        parts.append(f"media: {_list_counts(media)}")
    if code is ExitCode.CHANGED:
        parts += _find_empty_listings(run)
        parts += [_ALL_GONE] if is_all_gone(run.stats) else []
    parts += filter(None, [describe_placeholder(run.stats)])
    if failure is not None:
        parts.append(str(failure))
    if run.implausible:
        parts.append(f"implausible: {_list_counts(run.implausible)}")
    if error is not None:
        parts.append(f"{type(error).__name__}: {error}")
    return f"{_name_code(code)}: {'; '.join(parts)}"


def _count_waiting(run: Run) -> list[str]:
    waiting = read_count(run.stats, Counter.WAITING)
    known = counted(waiting, "known article")
    return [f"{known} could not be read so far, see `dvcrawler coverage {run.site}`"] if waiting else []


def _count_known(run: Run) -> list[str]:
    """Phrases about the named addresses that were not requested, for the user who named them."""
    if not run.arguments.get("source", "").startswith("urls:"):
        return []
    removed = read_count(run.stats, Counter.KNOWN_REMOVED)
    repeated = read_count(run.stats, Counter.KNOWN_REPEATED)
    known = read_count(run.stats, Counter.KNOWN) - removed - repeated
    skipped = f"{counted(known, 'article')} known already, and read again only with -a revisit=all"
    kept = f"{counted(removed, 'article')} removed on request, and never fetched again"
    again = f"{counted(repeated, 'address')} of an article that the list names before"
    return [text for text, number in ((skipped, known), (again, repeated), (kept, removed)) if number]


def _explain_archive(run: Run) -> list[str]:
    """Why an archive gave no article: its index lists no page, or none in its WARC files is an article."""
    if run.arguments.get("source") in ("wayback", "commoncrawl") and not (
        run.outcomes or run.failure or any(read_count(run.stats, each) for each in _OF_INDEX)
    ):
        return ["the archive's index lists no page of the site"]
    pages = read_count(run.stats, Counter.WARC_OTHER_PAGES)
    if not pages or set(run.outcomes) - {"refused"}:
        return []
    fetched = f"{counted(pages, 'page')} of the site, none of them with an article's address"
    is_learned = is_portal_name(run.site) and "article" not in run.arguments
    return [f"{fetched}; -a article=REGEX says which are articles" if is_learned else fetched]


def _explain_address(run: Run) -> list[str]:
    """An address of an unknown site that was given as an article's may be that of a list."""
    is_named = run.arguments.get("source", "").startswith(("urls:http://", "urls:https://"))
    if not (is_named and is_portal_name(run.site) and run.outcomes == {"unread": 1}):
        return []
    return ["a front page in a folder is named with -a start="]


def _list_counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())


def _find_empty_listings(run: Run) -> list[str]:
    """The listings, if no link to an article was on any: no page below the result line would say so."""
    pages, links = (read_count(run.stats, each) for each in (Counter.LISTING_PAGES, Counter.LISTING_LINKS))
    if links or not pages:
        return []
    return [f"{counted(pages, 'listing page')} without an article link"]


def _name_code(code: ExitCode) -> str:
    return f"{code.name.lower()} ({int(code)})"
