"""Bylines: the authors, their roles and offices, and the outlet that the text was taken from.

Covers the forms found on Báo Nam Định, its sister papers and the province's party sites, 2010-2024. Photo
credits and the signatures under official texts do not name authors.
"""

from dvcrawler.normalize.bylines.credits import split_credit
from dvcrawler.normalize.bylines.reading import Byline, is_byline, names_author, read_byline

__all__ = ["Byline", "is_byline", "names_author", "read_byline", "split_credit"]
