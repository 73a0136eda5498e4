"""The sections of a site: how they are found, named and read."""
