"""What a reading may have lost or taken for something else: the problems stored with the record."""

from collections.abc import Iterator, Sequence

from dvcrawler.extract.bylines.author_doubts import doubt_author, doubt_source
from dvcrawler.extract.bylines.mentioned_persons import doubt_mentioned_person
from dvcrawler.extract.bylines.name_above import find_official_above
from dvcrawler.extract.bylines.name_at_end import find_name_at_end, find_named_otherwise
from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.hidden.unfilled import LONGEST_LEAD, name_unfilled
from dvcrawler.extract.generic.kinds.albums import PHOTO
from dvcrawler.extract.generic.metadata import read_structured
from dvcrawler.extract.interface.summaries import doubt_summary
from dvcrawler.extract.language import doubt_language
from dvcrawler.extract.lines.line_kinds import name_dated_line
from dvcrawler.extract.page import Page
from dvcrawler.extract.paging.joining import missing_pages, scripted_pages
from dvcrawler.extract.paging.scripted_pages import count_scripted_pages
from dvcrawler.extract.site import Reading
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.bylines.credit_lines import is_credit_line
from dvcrawler.normalize.text import clean_text, fold

#: Bytes in which the end of a page is looked for first; caches write comments after it.
_TAIL = 5000
#: Elements whose content is not markup, up to their end tag.
_RAW = ("iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp")
#: Boxes without an end tag, of a page that was cut; one is forgotten as often.
_OPEN_BOXES = 2


def list_problems(page: Page, reading: Reading, pages: Sequence[str]) -> tuple[Problem, ...]:
    """All problems of the page and its reading. `pages`: addresses of the article's further pages."""
    return (
        *_find_cut(page),
        *_name_repaired(page, reading),
        *reading.problems,
        *_report_name(page, reading),
        *_report_unfilled(page, reading),
        *_report_other(reading),
        *doubt_language(reading.body),
        *_report_missing(page, pages),
    )


def _find_cut(page: Page) -> tuple[Problem, ...]:
    """The problem of a truncated page: a server that closes the connection early without stating a length
    leaves no other trace. Also that of a page of which the parser left out the end.
    """
    if page.is_too_deep:
        reason = "the page has too many boxes within boxes: what follows them is not read"
        return (Problem("body", ProblemCode.TRUNCATED_PAGE, reason),)
    if (unclosed := _find_unclosed(page.root)) is not None:
        reason = f"the page has a <{unclosed}> without an end, which takes in all that follows"
        return (Problem("body", ProblemCode.TRUNCATED_PAGE, reason),)
    end = page.data.rfind(b"</html")
    end = max(end, page.data.rfind(b"</HTML", max(end, 0)))
    if not _goes_on(page.data, end) if end >= 0 else b"</html" in page.data[-_TAIL:].lower():
        return ()
    reason = "the page ends without </html>: it may have been cut on the way"
    return (Problem("body", ProblemCode.TRUNCATED_PAGE, reason),)


def _find_unclosed(root: Element) -> str | None:
    """The tag of an element that has the rest of the page as its text, with boxes in it."""
    last = root
    while (inner := next(last.iterchildren(reversed=True), None)) is not None:
        last = inner
    rest = (last.text or "").lower() if last.tag in _RAW else ""
    has_boxes = rest.rstrip().endswith("</html>") and ("<p" in rest or "<div" in rest)
    return str(last.tag) if has_boxes else None


def _goes_on(data: bytes, end: int) -> bool:
    """Whether text is below `</html>`, which some templates print too early, and boxes are left open."""
    rest = data[end:].lower().rstrip()
    if b"<p" not in rest and b"<div" not in rest:
        return False
    data = data.lower()
    return not rest.endswith(b">") or data.count(b"<div") - data.count(b"</div") >= _OPEN_BOXES


def _name_repaired(page: Page, reading: Reading) -> Iterator[Problem]:
    """A problem for each field with text that had been encoded twice."""
    if not page.repaired:
        return
    reason = "converted from UTF-8 that was read as windows-1252"
    pieces = [piece for each in page.repaired if len(piece := clean_text(each)) > 1]
    texts = {"title": reading.title or "", "summary": reading.summary or "", "body": "\n".join(reading.body)}
    for field, text in texts.items():
        if any(piece in text for piece in pieces):
            yield Problem(field, ProblemCode.CONVERTED, reason)


def _report_name(page: Page, reading: Reading) -> tuple[Problem, ...]:
    """The doubt whether the last line or an editor is the author, if nothing else names one."""
    if any(problem.field == "author" for problem in reading.problems):
        return ()
    line = reading.byline_raw
    return _report_unsigned(reading) if line is None else _report_signed(page, reading, line)


def _report_signed(page: Page, reading: Reading, line: str) -> tuple[Problem, ...]:
    others = (reading.summary, *(image.caption for image in reading.images))
    doubts = doubt_mentioned_person(line, reading.body, others)
    if doubts and any(fold(line) in map(fold, names) for names in read_structured(page).authors):
        doubts = ()  # the page states the author for machines
    return find_named_otherwise(line, reading.body) or doubts


def _report_unsigned(reading: Reading) -> tuple[Problem, ...]:
    names = {each.credit for each in reading.images if each.credit}
    names.update(filter(is_credit_line, reading.body[-1:]))
    if reading.kind == PHOTO and names:
        return doubt_author(f"{', '.join(sorted(names))!r} took the pictures; it may be the author")
    doubts = doubt_source(reading.source_raw) or find_name_at_end(reading.body)
    return doubts or find_official_above(reading.body)


def _report_unfilled(page: Page, reading: Reading) -> tuple[Problem, ...]:
    """The doubt whether an article of pictures, or of them and a lead, has a text that is missing."""
    is_short = sum(map(len, reading.body)) <= LONGEST_LEAD and bool(reading.images)
    is_said = any(problem.field == "body" for problem in reading.problems)
    return name_unfilled(page) if is_short and not is_said and not reading.documents else ()


def _report_other(reading: Reading) -> tuple[Problem, ...]:
    """The doubt whether the last paragraphs are another article's, or the first ones a program's, if nothing
    else says so.
    """
    is_said = any(problem.code == ProblemCode.MAY_BE_EXCERPTS for problem in reading.problems)
    return () if is_said else name_dated_line(reading.body) or doubt_summary(reading.body)


def _report_missing(page: Page, pages: Sequence[str]) -> tuple[Problem, ...]:
    if pages:
        return (missing_pages(pages),)
    number = count_scripted_pages(page)
    return () if number is None else (scripted_pages(number),)
