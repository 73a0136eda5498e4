"""Whether this machine can crawl: each check reports its finding and advice."""
