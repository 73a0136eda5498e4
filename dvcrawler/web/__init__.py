"""`dvcrawler browse`: the store as web pages, read-only. Needs the extra `dvcrawler[web]`."""
