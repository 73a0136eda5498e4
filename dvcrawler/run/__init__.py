"""One run of a site, and the process that runs several.

`session` opens and closes everything and is shared by the components; `stop` and `limits` end it,
`outcomes` notes pages without an article, `counters` names every counter, `outcome` derives the
exit code, `record` the line of the run record.

`process` crawls several sites; `result` describes how each ended; `screen`, `live_table` and `progress`
are what a terminal shows meanwhile. `record` also has the runs of commands that change the store
without crawling.
"""
