"""Run records: one line per run of a site."""
