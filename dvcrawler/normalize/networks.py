"""Social networks and messengers, as pages name them beside their buttons and accounts."""

NETWORKS = tuple(
    "facebook zalo youtube tiktok twitter instagram threads telegram viber whatsapp messenger"
    " linkedin pinterest tumblr".split()
)
#: The alternatives of a pattern.
NETWORK = "|".join(NETWORKS)
