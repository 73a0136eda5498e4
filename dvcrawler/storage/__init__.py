"""Files under `data/`.

Sources of truth: `store` (articles, over `journal`), `warc` (the archive), `runs`, `removals`. A process
may be killed at any instant.

Derived, and may be deleted: `ledger` over `entries` and `sections`, `media`, `backlog`, `warc.index`.

Shared by both: `disk`, `database` and `tables` (files, and SQLite, with errors in one form), `lock`,
`cursor` and `tail` (how far a file was read, and where it ends), `upgrade` and `records` (lines of every
version as records).
"""
