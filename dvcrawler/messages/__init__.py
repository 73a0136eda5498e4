"""How messages are worded, and made safe to print."""
