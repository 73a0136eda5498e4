"""Files under `data/`.

Sources of truth: `store` (articles, over `journal`), `warc` (the archive), `run_records`, `removals`. A
process may be killed at any instant.

Derived, and may be deleted: `ledgers`, `media`, `backlog`, `warc.index`.

Shared by both: `disk` and `folders` (files, with errors in one form), `databases` (the
same for SQLite), `lock`, `cursor` and `new_lines` (how far a reader has read, and what came after), `tail`
(where a file ends), `upgrade` and `records` (lines of every version as records).
"""
