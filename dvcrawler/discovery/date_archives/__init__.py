"""Archives of a listing by months, days or initial letters, where it has no pager."""
