"""How a listing leads to its next page.

`pagination` finds it in links, by words (`next_words`), by rows of numbers (`number_rows`) and by parameters
(`page_queries`). `pager_controls` finds it in buttons and lists of pages: by an attribute
(`next_attributes`), a form (`form_buttons`, `postbacks`) or a script (`pager_scripts`, `script_handlers`,
`pager_requests`). `list_requests` finds what a script loads into an empty box, `list_data` reads it. Without
a pager: the list service, `scrolling`, `table_widgets`, archives (`archive_links`, `archive_forms`) and
`usual_pages`. A way that cannot be followed is reported by `strange_links` and `unshown_pages`.
"""
