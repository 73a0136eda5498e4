"""Web archives and WARC files as sources."""
