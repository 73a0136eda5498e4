"""Lists that a script of the page loads."""
