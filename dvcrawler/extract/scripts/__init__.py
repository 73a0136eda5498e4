"""What only the scripts of a page know: addresses of links, and texts."""
