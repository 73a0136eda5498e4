"""A link of a listing, with what shows whether it leads to an article."""

import re
from dataclasses import dataclass

#: The text of a link to a page of a list; a year names a section.
_PAGE = re.compile(r"\W{0,3}(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{1,4}\W{0,3}")


@dataclass(frozen=True, slots=True)
class LinkBlock:
    """One link as a listing shows it.

    `page`: address of the listing; `url`: where the link leads, absolute; `title`: its text; `group`: the
    place in the markup that the blocks of one list share. `has_day`, `has_picture`: in the block around the
    link. `is_headline`: in a heading. `in_menu`: inside navigation, a footer, a breadcrumb or a pager.
    `in_tags`: inside a box of tags. `is_rich`: a short title with a lead of its own, or with a day and a
    picture or heading.
    """

    page: str
    url: str
    title: str
    group: str = ""
    has_day: bool = False
    has_picture: bool = False
    is_headline: bool = False
    in_menu: bool = False
    in_tags: bool = False
    is_rich: bool = False

    @property
    def words(self) -> int:
        """Number of syllables of the title, without dashes: "Quốc phòng - An ninh"."""
        return sum(any(map(str.isalnum, each)) for each in self.title.split())

    @property
    def is_page(self) -> bool:
        """Whether the text is the number of a page of the list."""
        return _PAGE.fullmatch(self.title) is not None

    @property
    def is_card(self) -> bool:
        return self.has_day or self.has_picture or self.is_headline or self.is_rich
