"""Selects the requests to send, out of all that were found.

`incremental` is the middleware; it asks `output_filter` (with `article_filter`, `section_walks`,
`unsorted_lists`, `sitemap_memory`) which outputs of a page to pass. `ledger_requests` and `media`
request what earlier runs left, `url_queue` holds what Scrapy's queue has no room for. `ledger_state`
is the run's state as the sources see it.
"""
