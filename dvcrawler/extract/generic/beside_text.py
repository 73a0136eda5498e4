"""Lines and pictures about the text that are not part of it: the row of the date, its clock, the section."""

from collections.abc import Iterator, Sequence, Set
from itertools import islice

from dvcrawler.extract.block import CAPTION, IMAGE, TEXT, Block
from dvcrawler.extract.elements import TOP_HEADINGS
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.fact_lines import find_head_row
from dvcrawler.extract.generic.dates.date_line_kinds import is_clock
from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.extract.generic.section import is_plain_section_line, is_section_line
from dvcrawler.extract.generic.text.opening_pictures import is_of_article
from dvcrawler.extract.generic.updates.update_days import repeats_date
from dvcrawler.extract.generic.updates.updates import tells_update
from dvcrawler.extract.lines.line_kinds import PROSE
from dvcrawler.normalize.dates import find_date, is_date_line, read_date

#: Lines below the headline with facts about the article, and those at the end of the text.
_LINES_OF_FACTS, _LINES_AT_END = 8, 5
#: Lines at either end of the text that may say when it was published or changed.
_AT_ENDS = 2


class BesideText:
    """`start`: below the headline; `span`: the places of the text."""

    def __init__(
        self, blocks: Sequence[Block], start: int, span: tuple[int, int], furniture: Furniture
    ) -> None:
        self._blocks, self._start, self._furniture = blocks, start, furniture
        self._first, self._end = span

    def find_places(self, when: FoundDate | None, lead: int | None) -> Iterator[int]:
        """The places of all of them; some may be those of lead and date as well."""
        place = when.place if when is not None else -1
        yield from self._find_clocks(place)
        yield from self._find_section_lines(lead)
        yield from self._find_head_row(place)
        yield from self._find_pictures_of_head(lead)
        yield from self._find_days_at_ends(when)

    def _find_days_at_ends(self, when: FoundDate | None) -> Iterator[int]:
        """The places of lines at the text's ends that only repeat the day, or say when it was changed."""
        blocks, first, end = self._blocks, self._first, self._end
        ends = {*range(first, min(end, first + _AT_ENDS)), *range(max(first, end - _AT_ENDS), end)}
        yield from self._find_updates(ends)
        if when is not None:
            published = read_date(when.raw, month_first=when.month_first)
            yield from (n for n in ends if repeats_date(blocks[n], published))
            yield from (n for n in ends if n < self._start + _AT_ENDS and _is_relative(blocks[n]))

    def _find_updates(self, ends: Set[int]) -> Sequence[int]:
        """Those of them that say when the text was changed; none where more lines than these do."""
        updates = [n for n in ends if tells_update(self._blocks[n])]
        inside = islice(self._blocks, self._first, self._end)
        return updates if updates and sum(map(tells_update, inside)) <= _AT_ENDS else ()

    def _find_clocks(self, date: int) -> Iterator[int]:
        """The places of a time of day in a separate box right above or below the date."""
        near = () if date < 0 else (date - 1, date + 1)
        return (n for n in near if 0 <= n < len(self._blocks) and is_clock(self._blocks[n]))

    def _find_head_row(self, date: int) -> Iterator[int]:
        """The places of the short lines in the row of the date."""
        blocks, start = self._blocks, self._start
        if date < max(start, self._first):
            return iter(())  # what is above the box of the text is not read
        lines = range(date, min(len(blocks), date + _LINES_OF_FACTS))
        first = next((n for n in lines if len(blocks[n].text) >= PROSE), -1)
        return find_head_row(blocks, date, start, first)

    def _find_section_lines(self, lead: int | None) -> Iterator[int]:
        """The places of the lines above and below the text that only name the section."""
        start, end = self._start, self._end
        head = range(start, min(end, start + _LINES_OF_FACTS))
        tail = range(max(self._first, end - _LINES_AT_END), end)
        yield from (n for n in (*head, *tail) if is_section_line(self._blocks[n]) or self._is_of_head(n))
        first = next((n for n in head if n != lead and len(self._blocks[n].text) >= PROSE), head.stop)
        yield from (n for n in range(start, first) if is_plain_section_line(self._blocks[n]))

    def _is_of_head(self, place: int) -> bool:
        """Whether it is a further line of the headline, or a `<time>` below it that states the date."""
        box, above, heading = (self._blocks[n].parent for n in (place, place - 1, self._start - 1))
        return above is heading and (box.tag == "time" or (box is above and box.tag in TOP_HEADINGS))

    def _find_pictures_of_head(self, lead: int | None) -> Iterator[int]:
        """The places of buttons and portraits above the first paragraph in the box of the text."""
        for n in range(self._first, min(self._end, self._first + _LINES_OF_FACTS) - 1):
            block = self._blocks[n]
            if len(block.text) >= PROSE and n != lead:
                return
            is_in_head = n < self._start + _LINES_OF_FACTS and self._blocks[n + 1].kind != CAPTION
            if block.kind == IMAGE and is_in_head and not is_of_article(block, self._furniture):
                yield n


def _is_relative(block: Block) -> bool:
    """Whether the line only says how long ago something was: "5 tháng trước"."""
    return block.kind == TEXT and is_date_line(block.text) and find_date(block.text) is None
