"""The first look at a site that no file describes."""
