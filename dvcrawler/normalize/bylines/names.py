"""Names of Vietnamese persons: recognises and tidies them.

Pen names are short and have no family name ("Hoa Quyên"), so their shape does not distinguish them
from a place or a heading in title case. Without a role label before it, a name is accepted only if all
its syllables are used in names.
"""

from collections.abc import Sequence

from dvcrawler.normalize.bylines.name_lists import DESKS, FAMILY_NAMES, GIVEN_NAMES, NAMED_PLACES, STAFF
from dvcrawler.normalize.bylines.name_shapes import is_shaped_name
from dvcrawler.normalize.bylines.other_words import ROMAN, names_other_than_person
from dvcrawler.normalize.bylines.titles import SYLLABLE, UNIT, is_initials, is_title, title_of, without_title
from dvcrawler.patterns import lazy_regex

#: "Ng.Minh", "T. Hà": the given name, and initials of the names before it.
_SHORTENED = lazy_regex(rf"(?:{UNIT}\.\s?){{1,3}}(?P<given>[^\W\d_]{{2,6}})")
_PEN_NAME = lazy_regex(r"(?:[^\W\d_]+\s){0,3}[^\W\d_]+\s?\d{1,4}")
_NO_GIVEN = frozenset("hcm nội nam bắc đông tây vinh huế".split())
_WORD = lazy_regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
#: Of the former royal family: "Công Tằng Tôn Nữ Thị Minh Anh".
_ROYAL = lazy_regex(r"(?:công (?:tằng |huyền )?)?tôn (?:nữ|thất)(?: \w+){1,4}")
#: Between the mark and the name of a highlander, as typed: "H'Xíu", "H`Xíu".
_MARKS = "'’‘`´ʼ"
_MOST_WORDS, _USUAL_WORDS = 7, 5
_LETTERS = lazy_regex(r"[^\W\d_]+")
_NAME_SYLLABLES = frozenset((FAMILY_NAMES + " " + GIVEN_NAMES).lower().split())
_FAMILY_SYLLABLES = frozenset(FAMILY_NAMES.lower().split())
_NAMED_PLACES = frozenset(NAMED_PLACES.split("|"))
_STAFF = frozenset(STAFF.split("|"))
_TEAM = lazy_regex(
    r"(?:(?:nhóm|tổ|các)\s(?:pv|p\.v|p\.v\.|phóng viên|ctv|cộng tác viên|biên tập viên)|pv|phóng viên|p\.v)"
    rf"(?:\s(?:(?:ban|phòng|tổ)\s)?(?:{DESKS})(?:(?:\s?[-–,&/]\s?|\svà\s)(?:{DESKS})){{0,2}})?"
)


def is_sure_name(text: str) -> bool:
    """Whether the text is a name even without a label: "Hoa Quyên", "THỦY HÀ", "BS Đoàn Văn Hải", "M.A".

    Two to five syllables, initials, or "PV"; never one of the listed places and headings.
    """
    if _is_shortened(without_title(text)):
        return True
    if not is_possible_name(text):
        return False
    if is_reporters(text) or _are_sure_initials(text):
        return True
    words = _split_words(without_title(text))
    if words and is_shaped_name(words):
        return True
    return len(words) > 1 and not _is_addressed(words) and _are_name_syllables(words)


def _split_words(name: str) -> list[str]:
    """The words of a name. The mark of a highland name may be apart, "H' Xíu", or a grave accent; the family
    names of both parents may be joined, "Trần-Lê Kiều Anh".
    """
    words = name.split()
    first = words[0] if words else ""
    if first[1:2] and first[1] in _MARKS:
        words[0] = f"{first[0]}'{first[2:]}"
        words[:2] = ["".join(words[:2])] if len(first) == 2 else words[:2]
    elif "-" in first and len(words) > 1 and _FAMILY_SYLLABLES.issuperset(first.lower().split("-")):
        words[:1] = first.split("-")
    return words


def is_place_and_name(text: str) -> bool:
    """Whether a place is called as persons are, too: "Hà Giang", "Xuân Thủy", "Thái Bình"."""
    return text[:1].isupper() and text.lower() in _NAMED_PLACES


def is_foreign_name(text: str) -> bool:
    """Whether a word of the name is surely not Vietnamese, nor of a people of the country: "Thomas Hugh"."""
    words = _split_words(text)
    if is_initials(text) or is_sure_name(text):
        return False
    return any(word.isalpha() and not SYLLABLE.fullmatch(word.lower()) for word in words)


def _are_name_syllables(words: Sequence[str]) -> bool:
    """Whether all words are syllables of names, or all but one after a family name."""
    syllables = [word.lower() for word in words]
    if not all(map(SYLLABLE.fullmatch, syllables)):
        return False
    known = sum(syllable in _NAME_SYLLABLES for syllable in syllables)
    family = syllables[0] in _FAMILY_SYLLABLES and len(words) > 2
    return known == len(words) or (family and known >= len(words) - 1)


def _is_addressed(words: list[str]) -> bool:
    """Whether the text mentions somebody: "Ông Trần Văn Hải". "Ông" is a family name too: "Ông Văn Tùng"."""
    first, second = words[0].lower(), words[1].lower()
    return first == "ông" and len(words) > 2 and second in _FAMILY_SYLLABLES and second != "văn"


def is_possible_name(text: str) -> bool:
    """Whether the text may be a name if the page labels it as one: "Lan", "John Smith", "MQ"."""
    if is_reporters(text):
        return True
    bare = without_title(text)
    words = _split_words(bare)
    if (
        not 1 <= len(words) <= _MOST_WORDS
        or len(text) > 60
        or names_other_than_person(bare)
        or is_title(text)
    ):
        return False
    if is_initials(bare) or _is_shortened(bare):
        return True
    return _are_words_of_name(words) and (len(words) <= 3 or _may_be_long(words))


def _are_words_of_name(words: list[str]) -> bool:
    return all(map(_is_word_of_name, words)) and _is_one_case(words)


def _may_be_long(words: list[str]) -> bool:
    """Whether more than three words may be the name of one person, and not of two."""
    syllables = [word.lower() for word in words]
    if _ROYAL.fullmatch(" ".join(syllables)):
        return True
    if len(words) <= _USUAL_WORDS:
        return syllables[0] in _FAMILY_SYLLABLES or is_shaped_name(words)
    known = _NAME_SYLLABLES.issuperset(syllables) and syllables[0] in _FAMILY_SYLLABLES
    return known and _FAMILY_SYLLABLES.isdisjoint(syllables[2:])


def _is_word_of_name(word: str) -> bool:
    """Whether the word begins with a capital; a hyphen within it joins syllables of a foreign name alone."""
    if not _WORD.fullmatch(word) or not word[0].isupper():
        return False
    parts = word.lower().split("-")
    return len(parts) == 1 or not (all(map(SYLLABLE.fullmatch, parts)) or any(map(is_reporters, parts)))


def begins_with_family_name(name: str) -> bool:
    """Whether the name, titles aside, begins with a family name and has another part: "Tô Lâm"."""
    words = without_title(name).lower().split()
    return len(words) > 1 and words[0] in _FAMILY_SYLLABLES


def is_pen_name(text: str) -> bool:
    """Whether the text is a name with a number, "Thanh Tùng 85"; a heading may look the same."""
    words = text.split()
    return _PEN_NAME.fullmatch(text) is not None and all(
        word[0].isupper() or word.isdigit() for word in words
    )


def _is_shortened(text: str) -> bool:
    found = _SHORTENED.fullmatch(text)
    if found is None or not found["given"][0].isupper() or not found["given"][1:].islower():
        return False
    given = found["given"].lower()
    return given in _NAME_SYLLABLES and given not in _NO_GIVEN and given.isalpha()


def _are_sure_initials(text: str) -> bool:
    """Whether initials are surely a person's: three capitals without stops are more likely a body (FTSE)."""
    if not is_initials(text) or ROMAN.fullmatch(text):
        return False
    return "." in text or (len(text) == 2 and not is_title(text))


def is_reporters(text: str) -> bool:
    """Whether the text means the paper's own staff, unnamed: "PV", "Nhóm phóng viên"."""
    text = text.lower().strip(" .")
    return text in _STAFF or _TEAM.fullmatch(text) is not None


def tidy_name(text: str) -> str:
    """Converts a name in capitals to title case; academic titles and initials stay as printed."""
    if is_initials(text) or is_reporters(text):
        return text
    text = " ".join(text.strip(' .,;:-–—*|"“”').split())
    title = title_of(text)
    name = text[len(title) :]
    if name != name.upper():
        return text
    words = (word if is_initials(word) else _capitalize(word) for word in name.split())
    return title + " ".join(words)


def _is_one_case(words: list[str]) -> bool:
    """Whether all words are in capitals or none is, so that a heading is not taken as part of a name."""
    long = [word for word in words if len(word.rstrip(".")) > 1 and word[1] not in "'’"]  # not "R'Ô Hok"
    in_capitals = {word == word.upper() for word in long}
    return len(in_capitals) <= 1


def _capitalize(word: str) -> str:
    return _LETTERS.sub(lambda found: found[0].capitalize(), word)
