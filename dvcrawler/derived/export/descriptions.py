"""The meaning and type of each column of an export, for people and for metadata files."""

from collections.abc import Mapping

from dvcrawler.derived.export.columns import COLUMNS

#: Types of columns in terms of Table Schema; columns not listed are text.
TYPES: Mapping[str, str] = {
    "schema": "integer", "revision": "integer", "date": "date", "published_at": "datetime",
    "modified_at": "datetime", "captured_at": "datetime", "authors": "array", "images": "array",
    "documents": "array", "tags": "array", "problems": "array", "reposts": "array",
}  # fmt: skip
DESCRIPTIONS: Mapping[str, str] = {
    "schema": "version of the record's form",
    "id": "site and the article's own id",
    "revision": "1, 2, …: rises when title, date, author or body change",
    "site": "short name of the site",
    "url": "canonical address",
    "title": "headline",
    "kicker": "line over the headline",
    "date": "day of publication, Vietnam time",
    "published_at": "moment of publication, Vietnam time; null if no true time is printed",
    "date_raw": "date as printed",
    "author": "names joined with a comma",
    "authors": "name, role and office of each author",
    "byline_raw": "byline as printed",
    "source": "outlet that the text was taken from",
    "summary": "summary under the headline (sapo)",
    "body": "paragraphs joined by a blank line",
    "images": "address, caption, credit and capture of each picture",
    "documents": "address, title, type and capture of each attached file",
    "section": "section as the page names it",
    "tags": "tags given by the site",
    "modified_at": "time of change where the page states one",
    "language": "vi or en",
    "kind": "article, emagazine, photo, video, audio or document",
    "via": "live, wayback or warc",
    "fetched_from": "address that was read",
    "captured_at": "time of capture, UTC",
    "capture": "WARC file and record of the raw page",
    "layout": "layout that read the page",
    "problems": "field, code and reason of what is missing or doubtful",
    "content_hash": "fingerprint of title, date, author and body",
    "extractor": "version that read the page",
    "author_names": "names of the authors, joined with |",
    "author_roles": "roles of the authors, joined with |",
    "image_urls": "addresses of the pictures, joined with |",
    "document_urls": "addresses of the attached files, joined with |",
    "problem_codes": "codes of the problems, joined with |",
    "reposts": "articles of other sites that have text of this one; null if not searched for",
    "repost_ids": "ids of those articles, joined with |",
}
assert (*DESCRIPTIONS,) == COLUMNS
