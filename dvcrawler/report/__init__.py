"""The store as one page of charts."""
