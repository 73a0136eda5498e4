"""Social networks and messengers, as pages name them beside their buttons and accounts."""

NETWORKS = (
    "facebook", "zalo", "youtube", "tiktok", "twitter", "instagram", "threads", "telegram", "viber",
    "whatsapp", "messenger", "linkedin", "pinterest", "tumblr",
)  # fmt: skip
#: The alternatives of a pattern.
NETWORK = "|".join(NETWORKS)
