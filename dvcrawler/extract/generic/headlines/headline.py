"""The headline: the heading that agrees with what the page states elsewhere.

The first `<h1>` may be the paper's name, `og:title` may carry the paper's name after it or be cut.
"""

from collections.abc import Sequence
from dataclasses import replace

from dvcrawler.extract.block import TEXT
from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.headline_dates import part_date, without_bracketed_date
from dvcrawler.extract.generic.headlines.dated_heading import (
    find_above_only_date,
    find_dated_heading,
    heads_others,
)
from dvcrawler.extract.generic.headlines.heading_above import (
    find_heading_above,
    has_menu_between,
    heads_site,
    leads_to_front,
    names_site,
)
from dvcrawler.extract.generic.headlines.headings import Heading, choose_heading, find_headings
from dvcrawler.extract.generic.headlines.other_titles import LEAST_WORDS, choose_wording, fold_title, is_said
from dvcrawler.extract.generic.headlines.printed_headline import find_bold, find_in_furniture, find_printed
from dvcrawler.extract.generic.headlines.section_headings import find_headline_below, is_slug
from dvcrawler.extract.generic.headlines.title import Title, place_of
from dvcrawler.extract.generic.headlines.title_suffix import without_suffix
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.generic.teasers.other_cards import heads_card
from dvcrawler.extract.named_boxes import LOW_HEADINGS
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import fold

_RANKS_OF_HEADLINES = ("h1", "h2")
_AGREES = 0.72


def find_title(page: Page, stated: Structured, furniture: Furniture) -> Title | None:
    """None if the page has no headline.

    A heading that nothing else confirms counts where nothing is stated but a `<title>`, and text follows it.
    """
    search = _Search(page, stated, furniture)
    return search.complete(search.find() or search.find_dated())


def find_lone_heading(page: Page, stated: Structured, furniture: Furniture) -> Title | None:
    """The only heading of its rank, for a page with little text whose `<title>` is that of every page.

    None where more headings could be meant, or where the page states a title for machines.
    """
    if stated.titles:
        return None
    search = _Search(page, stated, furniture)
    return search.complete(search.find_lone())


class _Search:
    """Chooses one page's headline. `_titles`: the titles that it states for machines and as `<title>`."""

    def __init__(self, page: Page, stated: Structured, furniture: Furniture) -> None:
        self._page, self._stated, self._furniture = page, stated, furniture
        self._titles = list(dict.fromkeys(filter(None, (*stated.titles, page.title))))
        self._dates: dict[Element, str] = {}
        self._all = [self._split_date(*each) for each in find_headings(page, furniture)]
        self._headings = [each for each in self._all if each[0].tag not in LOW_HEADINGS]

    def _is_site(self, text: str) -> bool:
        """Whether the text is the site's name; a headline may read as one, "Đảng bộ xã Mẫu vững bước"."""
        return names_site(text, self._stated.organisations) and not is_slug(self._page.url, text)

    def _split_date(self, element: Element, text: str) -> Heading:
        """The heading without the date in its line."""
        found = part_date(text, element, self._titles)
        if found is None:
            return element, text
        self._dates[element] = found.date
        return element, found.text

    def complete(self, title: Title | None) -> Title | None:
        """The title with the date in its line; confirmed where it is the slug of the page."""
        if title is None:
            return None
        date = self._dates.get(title.element) if title.element is not None else None
        is_sure = title.is_confirmed or is_slug(self._page.url, title.text)
        return replace(title, date=date or title.date, is_confirmed=is_sure)

    def find(self) -> Title | None:
        if self._states_only_site():
            self._headings = self._drop_site_names(self._headings)
            if (found := self._find_without_title()) is not None:
                return found
        best = choose_heading(self._page, self._all, self._titles)
        if best is not None and best[0] >= _AGREES and not self._heads_site_alone(best[1][1]):
            return self._find_said_above(*best[1]) or self._find_agreed(*best[1])
        if self._titles:
            return self._find_elsewhere()
        if best is None:
            return find_bold(self._page, self._furniture, self._names_site)
        element, text = best[1]
        return Title(text, element) if element.tag == "h1" else None

    def _heads_site_alone(self, text: str) -> bool:
        """Whether the heading that agrees is the site's name beside a headline in `<title>`."""
        return self._is_site(text) and not all(self._is_site(title) for title in self._titles)

    def _states_only_site(self) -> bool:
        return bool(self._titles) and all(self._is_site(text) for text in self._titles)

    def find_lone(self) -> Title | None:
        for rank in _RANKS_OF_HEADLINES:
            found = self._drop_site_names([each for each in self._all if each[0].tag == rank])
            if len(found) == 1 and len(found[0][1].split()) >= LEAST_WORDS:
                element, text = found[0]
                return None if heads_card(element, self._page) else Title(text, element, is_confirmed=False)
        dated = find_above_only_date(self._page, self._furniture, self._names_site)
        return None if dated is None else _build_unconfirmed((dated.element, dated.text))

    def find_dated(self) -> Title | None:
        """The marked line beside the date, on a page whose stated titles name the site."""
        if not all(self._is_site(text) for text in self._stated.titles):
            return None
        found = find_dated_heading(self._page, self._furniture, self._names_site)
        return _build_unconfirmed(None if found is None else (found.element, found.text))

    def _find_without_title(self) -> Title | None:
        """The headline by its place, on a page that states only the site's name."""
        if above := find_heading_above(self._page, self._headings, self._furniture):
            return self._find_nearer_date(above) or Title(without_bracketed_date(above[1]), above[0])
        if self._headings:
            return None
        low = self._drop_site_names([each for each in self._all if each[0].tag in LOW_HEADINGS])
        above = find_heading_above(self._page, low, self._furniture, is_low=True)
        return _build_unconfirmed(above)

    def _find_nearer_date(self, above: Heading) -> Title | None:
        """The marked line beside the date if `above` names the section or heads another box, or is above the
        menu, as the site's motto is.
        """
        dated = find_dated_heading(self._page, self._furniture, self._names_site)
        if dated is None:
            return None
        if not (
            heads_others(above, dated) or has_menu_between(self._page.body, above[0], dated.block.parent)
        ):
            return None
        return _build_unconfirmed((dated.element, dated.text))

    def _find_said_above(self, element: Element, text: str) -> Title | None:
        """The line above the text that a stated title says, where the heading that agrees is below the text
        and only resembles it: that of a related article.
        """
        if element.tag == "h1" or is_said(fold(text), list(map(fold_title, self._titles))):
            return None
        place = place_of(Title(text, element), self._page.blocks)
        texts = [each for each, _ in self._furniture.prose if each < place]
        printed = self._find_printed(self._titles) if texts else None
        if printed is None or not 0 <= place_of(printed, self._page.blocks) < texts[-1]:
            return None
        return printed

    def _find_agreed(self, element: Element, text: str) -> Title | None:
        """The heading that agrees; another one if both it and every stated title name the site."""
        if (other := self._find_other(element, text)) is not None:
            return other
        if not (self._is_all_stated(text) and heads_site(self._page, element, text, self._furniture)):
            return Title(choose_wording(text, self._titles, element), element)
        others = [each for each in self._headings if fold(each[1]) != fold(text)]
        above = find_heading_above(self._page, others, self._furniture)
        if above is None and not leads_to_front(self._page, element):
            above = element, text
        return _build_unconfirmed(above)

    def _is_all_stated(self, text: str) -> bool:
        """Whether the page states this title and no other, and it is not the page's slug."""
        is_only = all(fold(title) == fold(text) for title in self._titles)
        return bool(self._titles) and is_only and not is_slug(self._page.url, text)

    def _find_other(self, element: Element, text: str) -> Title | None:
        """The headline where the heading that agrees is hidden, names the section, or only begins it."""
        own = fold(text)
        begun = [each for each in self._titles if fold(each).startswith(f"{own} ")]
        begun = [each for each in begun if own not in fold_title(each).segments]
        below = self._find_printed(begun) if begun else None
        below = below or find_headline_below(self._page, (element, text), self._furniture, self._names_site)
        return below or self._find_shown_beside(element, text)

    def _find_printed(self, titles: Sequence[str]) -> Title | None:
        return find_printed(self._page, self._furniture, titles, self._split_date, self._is_site)

    def _find_shown_beside(self, element: Element, text: str) -> Title | None:
        """The headline that the page shows, if the heading that agrees is hidden and said nowhere else.

        That heading and the `<title>` are the site's name on every page.
        """
        if self._stated.titles or place_of(Title(text, element), self._page.blocks) >= 0:
            return None
        printed = {block.parent for block in self._page.blocks if block.kind == TEXT}
        shown = [each for each in self._headings if not printed.isdisjoint(each[0].iter())]
        return _build_unconfirmed(find_heading_above(self._page, shown, self._furniture) or _find_only(shown))

    def _find_elsewhere(self) -> Title | None:
        """A printed line outside headings, the stated title, or a heading by its place alone."""
        named = find_in_furniture(self._page, self._titles, self._is_site)
        if (printed := named or self._find_printed(self._titles)) is not None:
            return printed
        if self._stated.titles:
            is_article = self._stated.is_article
            return Title(without_suffix(self._titles[0], self._stated), None) if is_article else None
        headings = [each for each in self._headings if not self._is_site(each[1])]
        if above := find_heading_above(self._page, headings, self._furniture):
            return _build_unconfirmed(above)
        return None if headings else find_bold(self._page, self._furniture, self._names_site)

    def _drop_site_names(self, headings: Sequence[Heading]) -> list[Heading]:
        return [each for each in headings if not self._names_site(each[1])]

    def _names_site(self, text: str) -> bool:
        """Whether a heading is the site's name, or a part of the name that every page has as `<title>`."""
        own = f" {fold(text)} "
        if self._is_site(text):
            return True
        return any(own in f" {fold(name)} " for name in self._titles)


def _find_only(headings: Sequence[Heading]) -> Heading | None:
    """The only heading of the first rank, of a page with little text."""
    first = [each for each in headings if each[0].tag == "h1" and len(each[1].split()) >= LEAST_WORDS]
    return first[0] if len(first) == 1 else None


def _build_unconfirmed(heading: tuple[Element | None, str] | None) -> Title | None:
    return (
        None if heading is None else Title(without_bracketed_date(heading[1]), heading[0], is_confirmed=False)
    )
