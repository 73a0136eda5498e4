"""Puts the reading of an article together, once its headline and the span of its text are known."""

from collections.abc import Sequence, Set
from dataclasses import replace

from dvcrawler.extract.block import Block
from dvcrawler.extract.body import BodyParts, find_restriction, read_body
from dvcrawler.extract.bylines.byline_below_lead import split_signature
from dvcrawler.extract.generic.authors.byline_choice import find_line_below_title
from dvcrawler.extract.generic.authors.closing_facts import find_closing_facts
from dvcrawler.extract.generic.authors.crediting import Crediting
from dvcrawler.extract.generic.authors.credits import find_source_boxes
from dvcrawler.extract.generic.beside_text import BesideText
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.date import ArticleLines, find_when
from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.extract.generic.dates.stated_dates import find_stated_change
from dvcrawler.extract.generic.headlines.marked_lines import find_kicker
from dvcrawler.extract.generic.headlines.title import Head, find_doubts
from dvcrawler.extract.generic.kinds.albums import PHOTO, find_lead_sentences, is_photo_essay
from dvcrawler.extract.generic.kinds.players import VIDEO, find_player
from dvcrawler.extract.generic.other_articles.elsewhere import Elsewhere, are_dated
from dvcrawler.extract.generic.section import find_labelled, find_path, is_section_line
from dvcrawler.extract.generic.stated_article import find_stated_doubts
from dvcrawler.extract.generic.stated_tags import find_stated_section
from dvcrawler.extract.generic.teasers.excerpts import EXCERPTS, are_below_headlines
from dvcrawler.extract.generic.text.cleaning import tidy_run
from dvcrawler.extract.generic.text.lead import find_lead
from dvcrawler.extract.generic.text.opening_pictures import find_blocks_above_title, find_opening_pictures
from dvcrawler.extract.generic.text.opening_text import find_opening_text
from dvcrawler.extract.generic.text.stanzas import take_lead
from dvcrawler.extract.generic.updates.updates import find_last_update
from dvcrawler.extract.interface.interface_lines import drop_interface_lines
from dvcrawler.extract.interface.summaries import find_summaries
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Reading
from dvcrawler.extract.styles.glued_lines import part_stamp
from dvcrawler.items import Problem
from dvcrawler.normalize.text import same_text

#: Less running text than two sentences have is not an article, but a box, a notice or a form.
LEAST_PROSE = 200
#: Less text below a lead is a label.
_LEAST_BELOW_LEAD = 60
#: Blocks of the text among which a paragraph above it may be repeated.
_MOST_REPEATED = 5
#: Lines above the headline, below it and the text, and between both, that may name the section.
_LINES_ABOVE, _LINES_BELOW, _LINES_OF_FACTS = 4, 5, 10
#: Characters of the lead of a video.
_LONGEST_OF_VIDEO = 600


class Composition:
    """The parts of one article. `span`: the places of its text; `bare`: captions are plain paragraphs."""

    def __init__(
        self, page: Page, head: Head, span: tuple[int, int], furniture: Furniture, *, bare: bool
    ) -> None:
        self._page, self._head, self._furniture, self._bare = page, head, furniture, bare
        self._blocks = page.blocks[: head.end]
        self._first, self._end = span
        self._elsewhere = Elsewhere(self._blocks, (head.start, self._end), head.items, furniture)
        summaries = find_summaries(self._blocks[head.start : self._end])
        self._summaries = frozenset(head.start + place for place in summaries)
        self._when = self._find_when()
        self._facts = find_closing_facts(self._blocks, (self._first, self._end))
        self._update = find_last_update(
            self._blocks, (head.start, self._first), self._end, self._when, furniture
        )

    def compose(self) -> Reading | None:
        """None if there is too little text, or if it consists of excerpts of other articles."""
        lines, printed = find_line_below_title(self._blocks, self._head.start, self._first, self._furniture)
        lead = self._find_lead()
        text, signature = self._read_lead(lead)
        skip = self._find_places_besides_text(lead, lines)
        parts = self._read_text(skip, text)
        is_essay = _is_little(parts)
        if is_essay and not is_photo_essay(parts.images):
            return None
        if is_essay and not parts.paragraphs:
            parts = self._add_essay_lead(parts, skip)
        doubts = self._find_excerpts(parts, skip, is_essay=is_essay)
        if doubts is None:
            return None
        crediting = Crediting(
            self._page, self._head, (self._first, self._end), self._when, self._facts, self._furniture
        )
        reading = crediting.add_to(
            self._read(parts, doubts, is_essay=is_essay), parts.byline_raw, printed or signature
        )
        under_other = find_stated_doubts(self._head.stated, reading, self._when)
        return replace(reading, problems=(*reading.problems, *under_other))

    def _find_excerpts(
        self, parts: BodyParts, skip: Set[int | None], *, is_essay: bool
    ) -> Sequence[Problem] | None:
        """The doubts whether paragraphs are excerpts of other articles; None if the text consists of them."""
        places = [n for n in range(self._first, self._end) if n not in skip]
        if not self._head.stated.is_article and are_below_headlines(self._blocks, places):
            return None
        if not self._elsewhere.has_excerpts(places):
            return self._elsewhere.find_doubt(parts.paragraphs)
        return None if self._is_of_others(parts, is_essay=is_essay) else (EXCERPTS,)

    def _is_of_others(self, parts: BodyParts, *, is_essay: bool) -> bool:
        """Whether a text with excerpts of other articles consists of them."""
        is_short = not is_essay and sum(map(len, parts.paragraphs)) < LEAST_PROSE
        return is_short or are_dated(self._blocks[self._head.start :], self._head.items)

    def _find_when(self) -> FoundDate | None:
        head = self._head
        places, title = (head.start - 1, self._first, self._end), head.title
        lines = ArticleLines(self._blocks, *places, title.date, self._elsewhere.holds, title.text)
        return find_when(self._page, head.stated, self._furniture, lines)

    def _find_lead(self) -> int | None:
        head = self._head
        return find_lead(
            self._blocks, head.start, self._first, head.stated, self._furniture, self._is_about_other
        )

    def _is_about_other(self, place: int) -> bool:
        """Whether the block is of another article, or of a summary that the page prints beside the text."""
        return place in self._summaries or self._elsewhere.holds(place)

    def _read_lead(self, place: int | None) -> tuple[str | None, str | None]:
        """The text of the lead, and the byline after it in its line."""
        if place is None:
            return None, None
        block = self._blocks[place]
        text, signature = split_signature(block.parent, block.text)
        return part_stamp(block._replace(text=text)), signature

    def _find_places_besides_text(self, lead: int | None, lines: Set[int]) -> Set[int | None]:
        """The places of lead, dates, byline, summaries and other articles."""
        dated = {found.place for found in (self._when, self._update) if found is not None}
        above = filter(self._elsewhere.holds, range(self._head.start, self._first))
        start, span = self._head.start, (self._first, self._end)
        beside = BesideText(self._blocks, start, span, self._furniture).find_places(self._when, lead)
        sources = find_source_boxes(self._blocks, span, self._furniture)
        facts, cards = self._facts.places, self._elsewhere.cards
        return {lead, *dated, *lines, *beside, *facts, *sources, *self._summaries, *cards, *above}

    def _read_text(self, skip: Set[int | None], lead: str | None) -> BodyParts:
        """The text with its pictures, and what is printed of it between headline and container."""
        start, blocks, title = self._head.start, self._blocks, self._head.title.text
        furniture = self._furniture
        text = [blocks[n] for n in range(self._first, self._end) if n not in skip]
        # A bare first paragraph is not the caption of a picture above it.
        above = [] if self._bare else [blocks[n] for n in range(start, self._first) if n not in skip]
        top = find_blocks_above_title(blocks, start - 1, self._first, furniture)
        pictures = find_opening_pictures([*top, *above], text, furniture)
        opening = self._find_opening_text(skip, text)
        if opening:
            opening, _ = drop_interface_lines(tidy_run(opening, furniture, title, goes_on=True))
        if lead is None:
            lead, opening = take_lead(opening)
        run = tidy_run([*pictures, *opening, *text], furniture, title)
        return read_body(run, self._page.base, title, lead=lead, bare_captions=self._bare)

    def _find_opening_text(self, skip: Set[int | None], text: Sequence[Block]) -> list[Block]:
        """The blocks between headline and text that are part of the article, unless the text repeats them."""
        found = find_opening_text(self._blocks, self._head.start, self._first, self._furniture)
        opening = text[:_MOST_REPEATED]
        blocks = (self._blocks[n] for n in found if n not in skip)
        return [each for each in blocks if not any(same_text(each.text, other.text) for other in opening)]

    def _add_essay_lead(self, parts: BodyParts, skip: Set[int | None]) -> BodyParts:
        above = (self._blocks[n] for n in range(self._head.start, self._first) if n not in skip)
        return replace(parts, paragraphs=find_lead_sentences(above, parts.images, self._furniture))

    def _read(self, parts: BodyParts, doubts: Sequence[Problem], *, is_essay: bool) -> Reading:
        """The reading without its author and source."""
        stated, start, when, update = self._head.stated, self._head.start, self._when, self._update
        below = self._blocks[self._first : self._end + _LINES_BELOW]
        restriction = find_restriction(stated.is_restricted, parts, below, self._page)
        doubts = (*find_doubts(self._head.title), *doubts, *(when.problems if when else ()))
        return Reading(
            title=self._head.title.text,
            body=parts.paragraphs,
            date_raw=when.raw if when else None,
            summary=parts.lead,
            images=parts.images,
            problems=(*doubts, *restriction, *parts.problems),
            section=stated.section or self._find_section(),
            tags=stated.tags,
            kind=stated.kind or self._find_kind(parts.paragraphs, is_essay=is_essay),
            kicker=find_kicker(self._blocks, start - 1, self._furniture),
            modified_raw=find_stated_change(stated.modified, stated.dates, when)
            or (update.raw if update else None),
            month_first=bool(when and when.month_first),
        )

    def _find_section(self) -> str | None:
        """The section of the path, or one that a line about the headline or right below the text names."""
        if path := find_path(self._page, self._head.title.text):
            return path
        start, end = self._head.start, self._end
        first = max(start + _LINES_BELOW, min(self._first, start + _LINES_OF_FACTS))
        about = self._blocks[max(0, start - _LINES_ABOVE) : first]
        tail = (
            block
            for block in self._blocks[max(self._first, end - _LINES_BELOW) : end]
            if is_section_line(block)
        )
        lines = [*about, *tail, *self._blocks[end : end + _LINES_BELOW]]
        printed = find_labelled(lines, self._furniture, self._page)
        return printed or find_stated_section(self._head.stated.path, self._head.title.text)

    def _find_kind(self, body: Sequence[str], *, is_essay: bool) -> str | None:
        """Only the player distinguishes a video with a lead from a short article."""
        if is_essay:
            return PHOTO
        heading = self._head.title.element
        if heading is None or len(body) > 1 or sum(map(len, body)) > _LONGEST_OF_VIDEO:
            return None
        return VIDEO if find_player(heading, self._furniture, self._page.body) is not None else None


def _is_little(parts: BodyParts) -> bool:
    """Whether there is no text but that of captions. A short text below a lead is an article."""
    length = sum(map(len, parts.paragraphs))
    if parts.lead is None or length < _LEAST_BELOW_LEAD or is_photo_essay(parts.images):
        return length < LEAST_PROSE
    return length + len(parts.lead) < LEAST_PROSE
