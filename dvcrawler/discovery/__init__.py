"""Where article addresses come from.

Sources ask for pages and yield requests: `live_site`, `listings`, `feeds`, and in `archives`
WARC files and web archives. Each is handed the `Sources` of `sources`.

Readers turn bytes into links or pages, without sending anything: `address_list`, `links`, `pagers` (what
leads from a listing to its next page), `feed_files` (feeds and sitemaps).

`surveys` learns the address rule of a site without a site file. `periods` decides which addresses may be in
the period of a run, and on which page of a section it begins. `sections` finds the sections of a site, and
that of `-a section=`.

Shared by all: `arguments` (of the run), `requests` (the purpose of each), `responses` (the outcome of a
page), `run_state` (what sources ask of the run), `protocols` (what other rooms may ask of the spider).
"""
