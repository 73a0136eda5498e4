"""From the bytes of an answer to a document: charsets, repairs, pages that are not the site's, limits."""
