"""What happens to one request or response on its way."""
