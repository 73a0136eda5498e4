"""Archives of a listing by months, days or initial letters, where it has no pager.

`archive_links` and `archive_forms` find them, by their addresses (`archive_addresses`) and labels
(`archive_dates`); `archive_walks` and `posted_archives` request them.
"""
