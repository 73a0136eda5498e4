"""The rule of a site's article addresses: found, tried, and written as patterns."""
