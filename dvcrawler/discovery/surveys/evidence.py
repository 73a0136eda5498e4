"""What the listings of a survey show: their links, feeds, scripts, and sections on other hosts."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from dvcrawler.discovery.feed_files.feed_links import feed_links, linked_feeds
from dvcrawler.discovery.listings.page_kinds import is_shell
from dvcrawler.discovery.sections.section_hosts import count_other_hosts
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.scripted_links import routes_in_fragments, unread_scripts
from dvcrawler.families.learning.address_rule import unite
from dvcrawler.families.learning.address_shape import read_target, shape_of
from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.link_origins import drop_origins, find_origins
from dvcrawler.families.learning.link_votes import Votes, count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.normalize.url_form import without_parameters
from dvcrawler.normalize.urls import is_own_host

#: Syllables of the longest names of sections that are looked at, and of those in a list of sections.
_LONGEST_NAME, _LONGEST_KNOWN = 9, 14
#: Syllables of a name that no list treats as a headline.
_MENU_NAME = 4


class Evidence:
    """Collected page by page. `origins` are the parameters that only say where a link is."""

    def __init__(self, origins: tuple[str, ...]) -> None:
        self.origins = origins
        self.blocks: list[LinkBlock] = []
        self.feeds: list[str] = []
        #: What feeds and sitemaps name as articles.
        self.named: set[str] = set()
        #: Sections whose links look like those of articles.
        self.lists: list[str] = []
        #: Scripts that lead to pages whose address is unknown.
        self.scripts: list[str] = []
        #: Whether a script builds one of the pages.
        self.is_built = False
        self._others = Counter[str]()

    def add_page(self, page: Page, hosts: Mapping[str, str], *, learns_origins: bool) -> None:
        self.add_links(page, hosts, learns_origins=learns_origins)
        self.scripts += [*unread_scripts(page), *routes_in_fragments(page)]
        self.feeds += feed_links(page) or linked_feeds(page)
        self.is_built |= is_shell(page)
        self._others |= count_other_hosts(page, hosts)

    def add_links(self, page: Page, hosts: Mapping[str, str], *, learns_origins: bool) -> None:
        """Takes the links with the addresses that they have in every place."""
        blocks = [*self.blocks, *find_blocks(page, hosts)]
        if learns_origins:
            self.origins = unite(self.origins, find_origins(blocks))
        self.blocks = drop_origins(blocks, self.origins)

    def add_named(self, urls: Iterable[str], hosts: Mapping[str, str]) -> None:
        own = (url for url in urls if is_own_host(url, hosts))
        self.named.update(without_parameters(url, self.origins) for url in own)

    def drop_link(self, url: str) -> None:
        self.blocks = [block for block in self.blocks if block.url != url]

    def drop_pages(self, urls: Collection[str]) -> None:
        self.blocks = [block for block in self.blocks if block.page not in urls]

    def take_as_menu(self, url: str) -> None:
        """Takes the lists that hold a link to this section for menus."""
        blocks = _show_as_menu(self.blocks, url)
        self.lists += [new.url for old, new in zip(self.blocks, blocks, strict=True) if new is not old]
        self.blocks = blocks

    def count_other_hosts(self, own: Collection[str]) -> Counter[str]:
        """The links to each host below the site's own that is not among `own`."""
        return Counter({host: links for host, links in self._others.items() if host not in own})


def find_cards(blocks: Collection[LinkBlock]) -> list[str]:
    """The links that a page lists as it does articles."""
    return [url for url, each in count_votes(blocks).items() if each.is_article and each.cards]


def may_be_either(url: str, votes: Votes) -> bool:
    """Whether a link outside menus, without day, picture or heading, may name a section: "Theo lời Bác"."""
    is_short = votes.words <= _LONGEST_NAME
    return votes.is_article and not votes.cards and is_short and not _is_numbered(url)


def _is_numbered(url: str) -> bool:
    target = read_target(url)
    return target is None or shape_of(target).has_number


def _as_menu(block: LinkBlock) -> LinkBlock:
    """The link as a menu would show it, unless its address or length is that of an article."""
    if block.words > _LONGEST_KNOWN or _is_numbered(block.url):
        return block
    return replace(block, in_menu=True, title=" ".join(block.title.split()[:_MENU_NAME]))


def _show_as_menu(blocks: Sequence[LinkBlock], url: str) -> list[LinkBlock]:
    """The blocks, with the lists that hold a link to this section as menus."""
    lists = {(block.page, block.group) for block in blocks if block.url == url}
    return [
        _as_menu(block) if (block.page, block.group) in lists and not block.is_card else block
        for block in blocks
    ]
