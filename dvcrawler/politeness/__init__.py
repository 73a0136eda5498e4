"""Whether and when a host is sent a request."""
