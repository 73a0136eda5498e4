"""The host of Tỉnh đoàn Nam Định, which serves tenants of a shared portal.

Host: tinhdoannamdinh.vn.
System: the forerunner of the VNPT portal: the article's id is in the query.
Listing: unknown; found from the home page.
Caveats: seen over http only; one page of it belongs to the tenant Hải Hậu; no date is printed.
History: one address with its text seen, undated.
"""

from dvcrawler.families.gov import tenant_site
from dvcrawler.spiders.base.news import NewsSpider


class TinhDoan(NewsSpider):
    name = "tinhdoan"
    site = tenant_site(name, "Tỉnh đoàn Nam Định", "tinhdoannamdinh.vn")
