"""The next page of a listing, in links.

`pagination` finds it, by words or a header (`next_words`), by rows of numbers (`number_rows`), by parameters
(`page_queries`, `page_addresses`) or a template (`page_templates`).
`next_steps` remembers a way that later pages do not repeat, `usual_pages` tries one that the page does not
name. A way that cannot be followed is reported by `strange_links` and `unshown_pages`.
"""
