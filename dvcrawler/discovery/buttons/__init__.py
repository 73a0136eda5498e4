"""The next page of a listing behind a button, a drop-down list, a form or a script.

`pager_controls` finds it: by an attribute (`next_attributes`, `control_addresses`), a list of pages
(`page_choices`), a form (`form_buttons`, `page_forms`) or a script (`pager_scripts`,
`script_handlers`, `pager_requests`).
"""
