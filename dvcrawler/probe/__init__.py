"""Examines a site, in a few requests, as a maintainer would before writing a site file.

`survey` asks and judges, `live` and `offline` bring the pages, `report` prints, `site_file` writes.
Everything but `live` works on saved pages: it imports no Scrapy and reads no clock.
"""
