"""Pages that are not an article of running text: notices, albums, photo essays, videos; the last resort. And
pages that are not articles at all: questions, products, events.
"""
