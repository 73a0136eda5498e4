"""Pages that list articles: their contents, what follows them, and what cannot be followed.

`listing` reads one page: `listing_contents` its articles and sections, `listing_sections` what a home page
leads to, `following_pages` and `unlinked_pages` the page after it. `listing_requests` requests what was
found, `listing_state` is what a request carries to its response. `listing_failures` reports what could not
be fetched or followed, `empty_lists` pages that show no articles.
"""
