"""Crawling with several machines: one job per site in Postgres, by procrastinate. See docs/scaling.md."""
