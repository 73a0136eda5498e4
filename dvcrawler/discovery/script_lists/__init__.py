"""Lists that a script of the page loads.

`list_requests` finds the request, `list_data` and `link_templates` read the answer; `listservice`,
`table_widgets` and `scrolling` know usual forms. `filled_pages` and `loaded_parts` put such a list into
its page, `loaded_lists` and `outer_scripts` find the box that it is for.
"""
