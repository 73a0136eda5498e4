"""Pages that are not an article of running text: notices, albums, photo essays, videos; the last resort."""
