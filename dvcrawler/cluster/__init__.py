"""Crawling with several machines: one job a site in Postgres, by procrastinate. See docs/scaling.md."""
