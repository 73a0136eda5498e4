"""Text, addresses, dates and names in one form.

`article` makes the record, over `draft_text`, `draft_dates`, `bylines` and `dates`; `plausibility` doubts
it. Text is repaired by `encodings` and cleaned by `text`. Addresses are checked by `hosts`, written by
`url_form` and `links`, and matched by `urls`; `identity` gives ids.
"""
