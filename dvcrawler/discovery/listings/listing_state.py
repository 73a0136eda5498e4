"""One page of a listing: what is known of it from its request to its response."""

from dataclasses import dataclass, replace
from datetime import date

from dvcrawler.discovery.buttons.page_forms import NextPage

#: Days or months without new articles that end a list of them: small portals rest for half a year.
MOST_BLANK = 12


@dataclass(frozen=True, slots=True)
class LoadedList:
    """A list that a script is sent, from this address, for this form. `entries` and `more` are markup: its
    entries, and what it says of further ones. Of a list that is sent as data, `listed` is the number of its
    entries and `total` the number that it says there are; else they are 0.
    """

    url: str
    entries: str
    more: str = ""
    listed: int = 0
    total: int = 0
    form: bytes | None = None

    @property
    def markup(self) -> str:
        return self.entries + self.more


@dataclass(frozen=True, slots=True)
class Shell:
    """A page that a script fills: its address, body and content type. `left`: the lists that are still to be
    asked for; `lists`: those that came. `scripts`: the external scripts that are still to be read, as they
    may ask for lists. `is_front`: a front page, whose lists may be no more than boxes of it.
    """

    url: str
    body: bytes
    content_type: str | None
    left: tuple[NextPage, ...] = ()
    lists: tuple[LoadedList, ...] = ()
    scripts: tuple[str, ...] = ()
    is_front: bool = False

    @property
    def next_request(self) -> NextPage | None:
        """What is asked for next to fill the page; None if nothing is left."""
        return NextPage(self.scripts[0]) if self.scripts else next(iter(self.left), None)

    def add_markup(self, markup: bytes) -> "Shell":
        """The page with something more at the end of its body."""
        place = self.body.lower().rfind(b"</body")
        place = len(self.body) if place < 0 else place
        return replace(self, body=self.body[:place] + markup + self.body[place:])


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing. Yielded unchanged by the crawl loop, it ends the section's walk."""

    #: Identifies the section.
    key: str
    number: int
    is_home: bool = False
    #: Number of sections between it and the home page.
    level: int = 0
    #: Another front page refreshes to this one.
    is_refreshed: bool = False
    #: Its address was guessed, and the run says this if there is no such page.
    guessed: str | None = None
    #: Its address is a folder of articles, of which it is not known whether it is that of a page.
    is_folder: bool = False

    # The page before:
    #: The ids on it.
    seen: frozenset[str] = frozenset()
    #: It shows the number of this page.
    is_shown: bool = False
    #: It links to this page, and lists as many articles as the one before that.
    is_due: bool = False
    #: It lists as many articles as the one before that.
    is_full: bool = False
    #: The title of the last one that had one: parts that a script loads have none.
    title: str = ""

    #: The list is not newest first, by the days on some page before this one.
    is_unsorted: bool = False
    #: The last days of a list whose pages have too few to show its order.
    days: tuple[date, ...] = ()

    # How it was requested:
    #: By a pager without links.
    is_stepped: bool = False
    #: By a pager that counts from the oldest page.
    counts_down: bool = False
    #: By a search for the period.
    is_jump: bool = False
    #: The form for which a script is given a part.
    posted: bytes | None = None
    #: The form that was posted for the section, which its further pages need as well.
    choice: bytes | None = None
    #: The cookie by which the server knows what was chosen.
    cookie: str | None = None

    # An archive in parts:
    #: The months, days or letters that are still to be read.
    parts: tuple[str, ...] = ()
    #: The months for which a form is still to be posted; the page itself is one of them.
    months: tuple[NextPage, ...] = ()
    is_month: bool = False
    #: Number of pages read before the part that this page belongs to.
    before: int = 0
    #: The parts are letters, so that known articles say nothing about the following ones.
    is_by_letter: bool = False
    #: How many parts in a row had no articles.
    blank: int = 0

    # A list that a script loads:
    #: The page whose list this is.
    shell: Shell | None = None
    #: The list of the page was asked for apart, and came from the address `loaded`.
    is_loaded: bool = False
    loaded: str | None = None
    #: How the page writes the addresses of items that have none.
    template: str | None = None
    #: How many entries the list is said to have, if it is sent as data, and how many were sent so far.
    total: int = 0
    listed: int = 0
    #: The page to which the addresses of its entries belong.
    base: str | None = None

    @property
    def unfilled(self) -> "Listing":
        """The page as it was before the list that a script loads was asked for."""
        return replace(
            self, shell=None, is_loaded=False, loaded=None, template=None, total=0, listed=0, base=None
        )

    @property
    def is_owed(self) -> bool:
        """Whether a list that is sent as data is said to have further entries."""
        return self.total > self.listed
