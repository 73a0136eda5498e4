"""Whether this machine can crawl: each check says what it found and what to do."""
