"""What applications call the parts of an article in their data: keys in small letters, without separators."""

from collections.abc import Mapping
from typing import Any

from dvcrawler.normalize.dates import as_iso

#: The most certain first.
DATE_NAMES = tuple(
    "publisheddate publishdate publishedat publishat publishtime publishedtime publishedon"
    " publishon datepublished datepublish publisheddatetime publishdatetime publicationdate"
    " publicdate pubdate ngaydang ngaydangtin thoigiandang ngayxuatban distributiondate posteddate"
    " postedat postdate createdat createddate createdtime createdon createtime datecreated date"
    " ngay ngaytao".split()
)
LEAD_NAMES = tuple(
    "sapo lead summary description excerpt intro introtext shortcontent shortdescription"
    " postexcerpt trichyeu trichdan tomtat mota motangan".split()
)
TITLE_NAMES = tuple(
    "title headline name tieude ten posttitle newstitle articletitle subject tentin tenbai tenbaiviet".split()
)
AUTHOR_NAMES = ("authorname", "author", "authors", "penname", "tacgia", "butdanh", "authoralias")
TEXT_NAMES = frozenset(
    "content body articlebody contenthtml htmlcontent bodyhtml html detail details fulltext fullcontent"
    " noidung noidungtin noidungchitiet noidungbaiviet text chitiet contentdetail detailcontent"
    " articlecontent newscontent postcontent maincontent contents".split()
)
#: Where an object has its moment: of PHP, of MongoDB, of Firestore.
_MOMENTS = ("date", "$date", "seconds", "_seconds", "value")
_LONGEST = 120


def find_moment(article: Mapping[str, Any]) -> str:
    """The date of the article as the data have it, a number in digits; empty if it has none."""
    for name in DATE_NAMES:
        found = article.get(name)
        if isinstance(found, dict):
            found = next((found[key] for key in _MOMENTS if key in found), None)
        text = found.strip() if isinstance(found, str) else str(found)
        if text and (isinstance(found, str) or as_iso(text)):
            return text[:_LONGEST]
    return ""
