"""A store shared by several machines, in S3 or the like: published segments, their fence, and mirrors."""
