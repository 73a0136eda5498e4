"""Text and bytes from before Unicode, and text that was decoded wrongly."""
