"""Pages that list articles: their contents, what follows them, and what cannot be followed."""
