"""Lists of articles that applications and scripts hold as data."""
