"""From the draft to the stored line, in the order of `ITEM_PIPELINES`."""
