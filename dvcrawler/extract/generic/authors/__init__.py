"""The authors and sources of an article."""
