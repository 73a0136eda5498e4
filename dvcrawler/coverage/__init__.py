"""What is held by month and section, and what is known to exist and is not held, with the reason."""
