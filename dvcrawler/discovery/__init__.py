"""Where article addresses come from.

Sources ask for pages and yield requests: `live_site`, `listings`, `feeds`, `urllist`, `warcs`,
`web_archives` over `archive_indexes`. Each is handed a `sources.Sources`.

Readers turn bytes into links or pages, without sending anything: `address_list`, `links`, `pagination`,
`pager_controls` over `pager_scripts`, `script_turns` and `page_forms`, `refresh`, `listservice`,
`feed_reader` over `feed_targets`, `xml_stream` and `xml_repair`, `cdx`, `warc_pages`.

Shared by both: `arguments` (of the run), `clock`, `requests` (the purpose of each),
`responses` (the outcome of a page), `run_state` (what sources ask of the run), `protocols` (what other rooms
may ask of the spider).
"""
