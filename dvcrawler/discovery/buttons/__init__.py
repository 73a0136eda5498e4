"""The next page of a listing behind a button, a drop-down list, a form or a script.

`pager_controls` finds it: by an attribute (`next_attributes`), an address or a form (`control_addresses`,
`page_forms`), a list of pages (`page_choices`) or a script (`pager_scripts`, `script_handlers`,
`pager_requests`). `script_requests` reads the requests that scripts send.
"""
