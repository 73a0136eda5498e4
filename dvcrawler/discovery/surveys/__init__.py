"""The first look at a site without a site file."""
