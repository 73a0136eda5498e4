"""Archives of a listing by months, days or initial letters, where it has no pager.

`archive_links` and `archive_forms` find them, by their addresses and labels
(`archive_addresses`); `archive_walks` and `posted_archives` request them.
"""
