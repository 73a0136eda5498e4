"""A request that is not sent, or an answer that is not read: the reason travels with it to the crawl loop."""

from scrapy.exceptions import IgnoreRequest


class Refusal(IgnoreRequest):
    """`what` is the outcome of the page: "robots", "blocked", "moved" or "failed"; "ending" where the run
    ends, "unsent" where the host is left alone, which is named by itself. The text is the reason.

    Scrapy does not retry it and logs nothing; the spider's errback names it.
    """

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(reason)
        self.what = what
