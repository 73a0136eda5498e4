"""What a maintainer would look at before writing a site file, found out in a few requests.

`survey` asks and judges, `live` and `offline` bring the pages, `report` prints, `site_file` writes.
Everything but `live` works on saved pages: it imports no Scrapy and reads no clock.
"""
