"""The kinds of files that are kept with articles."""

#: As given with `-a media=`, and as named in a record.
KINDS = ("images", "documents")


def read_kinds(text: str) -> tuple[str, ...]:
    """`images,documents`, one of them, or `none`, in any order and case. Raises ValueError for other text."""
    names = {part.strip().lower() for part in text.split(",")} - {""}
    if names == {"none"}:
        return ()
    if not names or not names <= set(KINDS):
        raise ValueError("there are: images, documents, both with a comma, or none")
    return tuple(kind for kind in KINDS if kind in names)
