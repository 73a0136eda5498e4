"""The dates of an article: printed, and stated for machines."""
