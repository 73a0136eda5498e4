"""Articles held by month and section, and those known to exist but not held, with the reason."""
