-- The cluster's own tables, beside procrastinate's. May be executed again.
CREATE TABLE IF NOT EXISTS dvcrawler_cluster (
    version integer NOT NULL,
    procrastinate text NOT NULL  -- the newest migration that was applied
);
CREATE TABLE IF NOT EXISTS dvcrawler_sites (
    site text PRIMARY KEY,
    token bigint NOT NULL,       -- of the newest claim; never decreases
    worker text NOT NULL,        -- host and process of that claim
    claimed_at timestamptz NOT NULL,
    ended_at timestamptz,        -- null while the site is crawled, or if its worker died
    code integer,                -- exit code of the crawl
    result text                  -- its result line
);
CREATE TABLE IF NOT EXISTS dvcrawler_workers (
    worker_id bigint PRIMARY KEY REFERENCES procrastinate_workers ON DELETE CASCADE,
    name text NOT NULL           -- host and process
);
