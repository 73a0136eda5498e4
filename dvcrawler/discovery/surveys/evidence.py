"""What the listings of a survey show: their links, feeds, scripts, and sections on other hosts."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from dvcrawler.discovery.feed_files.feed_links import feed_links, linked_feeds
from dvcrawler.discovery.listings.page_kinds import is_shell
from dvcrawler.discovery.sections.doubtful_sections import as_menu
from dvcrawler.discovery.sections.section_hosts import count_other_hosts, describe_other_hosts
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.scripted_links import routes_in_fragments, unread_scripts
from dvcrawler.families.learning.address_rule import unite
from dvcrawler.families.learning.link_origins import drop_origins, find_origins
from dvcrawler.families.learning.link_votes import LinkBlock, count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.normalize.url_form import without_parameters
from dvcrawler.normalize.urls import is_own_host


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
        blocks = as_menu(self.blocks, url)
        self.lists += [new.url for old, new in zip(self.blocks, blocks, strict=True) if new is not old]
        self.blocks = blocks

    def describe_other_hosts(self, own: Collection[str]) -> str | None:
        return describe_other_hosts({host: links for host, links in self._others.items() if host not in own})


def find_cards(blocks: Collection[LinkBlock]) -> list[str]:
    """The links that a page lists as it does articles."""
    return [url for url, each in count_votes(blocks).items() if each.is_article and each.cards]
