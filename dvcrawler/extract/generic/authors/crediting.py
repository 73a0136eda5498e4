"""Adds byline and source to the reading of an article, once its date and the span of its text are known."""

from dataclasses import replace

from dvcrawler.extract.bylines.author_doubts import doubt_author
from dvcrawler.extract.bylines.mentioned_persons import doubt_kept
from dvcrawler.extract.generic.authors.author_outlets import find_author_outlet
from dvcrawler.extract.generic.authors.author_statements import find_confirmed_author
from dvcrawler.extract.generic.authors.bare_names import find_name_below
from dvcrawler.extract.generic.authors.byline import find_author_beside, is_only_beside
from dvcrawler.extract.generic.authors.byline_choice import (
    choose_byline,
    find_other_name,
    find_source,
    is_address_of,
    without_byline,
)
from dvcrawler.extract.generic.authors.byline_lines import find_line_below
from dvcrawler.extract.generic.authors.closing_facts import ClosingFacts
from dvcrawler.extract.generic.authors.credits import Credits, find_credits
from dvcrawler.extract.generic.authors.dated_names import find_name_beside_date
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.fact_lines import is_credit
from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.extract.generic.headlines.title import Head
from dvcrawler.extract.generic.section import names_section_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Reading
from dvcrawler.items import Problem
from dvcrawler.normalize.bylines import read_byline

#: Lines below the headline with facts about the article, and those right above its text.
_LINES_OF_FACTS, _LINES_OF_HEAD = 8, 2
#: Lines below the text with its byline, which those who designed it may be above, with labels of their own.
_LINES_BELOW = 12


class Crediting:
    """Looks for who signs one article, and where it is from. `span`: the places of the text."""

    def __init__(
        self,
        page: Page,
        head: Head,
        span: tuple[int, int],
        when: FoundDate | None,
        facts: ClosingFacts,
        furniture: Furniture,
    ) -> None:
        self._page, self._head, self._when = page, head, when
        self._facts, self._furniture = facts, furniture
        self._blocks = page.blocks[: head.end]
        self._first, self._end = span

    def add_to(self, reading: Reading, closing: str | None, printed: str | None) -> Reading:
        """The reading with byline and source. `closing`: the byline at the end of the text; `printed`: that
        below the headline.
        """
        span = (self._find_end_of_facts(), self._end)
        credited = find_credits(self._blocks, span, self._head.start, self._furniture, self._facts.credits)
        if closing is None and credited.author is None:
            closing = self._find_author_below()
        closing = self._drop_own_address(closing)
        source = self._drop_own_address(find_source(credited, closing, printed))
        printed = printed or self._find_name_beside_date()
        byline = self._choose_byline(credited, closing, printed, reading.section)
        byline = byline or self._find_confirmed_author(reading.section)
        doubts = self._doubt_beside(byline) if byline else self._find_doubts()
        return replace(
            reading,
            body=without_byline(reading.body, byline),
            byline_raw=byline,
            source_raw=source,
            problems=(*reading.problems, *doubts),
        )

    def _find_doubts(self) -> tuple[Problem, ...]:
        below = find_name_below(self._blocks, self._end, self._furniture)
        doubts = below or find_other_name(self._blocks, self._head.start, self._first, self._furniture)
        beside = None if doubts else find_author_beside(self._head.stated, self._furniture)
        if beside is None:
            return doubts
        return doubt_author(f"{beside!r} is in a column beside the article; it may be the author")

    def _doubt_beside(self, byline: str) -> tuple[Problem, ...]:
        """The doubt about an author whom nothing but a box beside the article names."""
        read = read_byline(byline)
        is_stated = any(byline in names for names in self._head.stated.authors)
        is_sure = is_stated or read is None or any(author.role for author in read.authors)
        if is_sure or not is_only_beside(byline, self._furniture):
            return ()
        return doubt_kept(f"{byline!r} is in a box beside the article, which may be about another")

    def _find_author_below(self) -> str | None:
        below = find_line_below(self._blocks[self._end : self._end + _LINES_BELOW], self._furniture)
        return below or find_author_outlet(self._head.stated, self._furniture)

    def _drop_own_address(self, text: str | None) -> str | None:
        """None for the site's own address: a print edition names its own page below the text."""
        return None if text is not None and is_address_of(text, self._page.url) else text

    def _choose_byline(
        self, credited: Credits, closing: str | None, printed: str | None, section: str | None
    ) -> str | None:
        """The line below the headline counts unless it names the section."""
        stated, furniture = self._head.stated, self._furniture
        byline = choose_byline(stated, furniture, credited, (closing, printed))
        if byline is None or byline != printed or not names_section_of(self._page, byline, section):
            return byline
        return choose_byline(stated, furniture, credited, (closing, None))

    def _find_confirmed_author(self, section: str | None) -> str | None:
        if not self._head.stated.authors:
            return None
        lines = (
            *self._blocks[self._head.start : self._first + _LINES_OF_HEAD],
            *self._blocks[self._end : self._end + _LINES_OF_HEAD],
        )
        printed = {line.text for line in lines if not self._furniture.is_outside(line.parent)}
        name = find_confirmed_author(self._head.stated, printed)
        return None if name is None or names_section_of(self._page, name, section) else name

    def _find_end_of_facts(self) -> int:
        """The place below the date and the credits, which the box of the text may hold."""
        place = self._when.place if self._when is not None else -1
        first = place + 1 if self._first <= place < self._head.start + _LINES_OF_FACTS else self._first
        lines = range(first, min(self._end, first + _LINES_OF_HEAD))
        return next((n for n in lines if not is_credit(self._blocks[n])), lines.stop)

    def _find_name_beside_date(self) -> str | None:
        """The name in the row of a date that is above the headline or below the text."""
        place = self._when.place if self._when is not None else -1
        if place < 0 or self._head.start <= place < self._end or place < self._head.start - _LINES_OF_FACTS:
            return None
        name = find_name_beside_date(self._blocks, place)
        return None if name == self._head.title.text else name
