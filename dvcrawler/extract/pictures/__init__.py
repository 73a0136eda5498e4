"""Pictures, their addresses and their captions."""
