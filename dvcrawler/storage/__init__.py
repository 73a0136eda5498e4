"""Files under `data/`.

Sources of truth: `store` (articles, over `journal`), `warc` (the archive), `runs`, `removals`. A process
may be killed at any instant.

Derived, and may be deleted: `ledger` over `entries` and `sections`, `media`, `backlog`, `warc.index`.

Shared by both: `disk` and `regular_files` (files, with errors in one form), `database`, `database_files`,
`statements` and `tables` (the same for SQLite), `lock`, `cursor` and `new_lines` (how far a reader has read,
and what came after), `tail` (where a file ends), `upgrade` and `records` (lines of every version as records).
"""
