"""How a site is, judged from its recent runs alone: no network, no clock, no files."""
