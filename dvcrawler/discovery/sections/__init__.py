"""The sections of a site and the hosts that hold them."""
