"""The ledger of a site: what is known of each article, derived from the store."""
