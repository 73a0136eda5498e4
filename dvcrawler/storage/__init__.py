"""Files under `data/`.

Sources of truth: `store` (articles, over `journal`), `warc` (the archive), `runs`, `removals`. A process
may be killed at any instant.

Derived, and may be deleted: `ledger` over `entries` and `sections`, `media`, `backlog`, `warc.index`.

Shared by both: `disk`, `database` and `tables` (files, and SQLite, with errors in one form), `lock`,
`cursor` and `new_lines` (how far a reader has read, and what came after), `tail` (where a file ends),
`upgrade` and `records` (lines of every version as records).
"""
