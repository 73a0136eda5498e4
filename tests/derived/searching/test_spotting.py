import re
import unicodedata

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.derived.folding import fold_marks, indexed_words
from dvcrawler.derived.searching.query import Term
from dvcrawler.derived.searching.spotting import compile_quick, compile_sequence, compile_terms
from dvcrawler.derived.searching.terms import CHARACTERS

LETTERS = st.sampled_from("aAáÀậĂbBdDđĐeệÊioơỚuưỬyỴ1ßıKµжЖ가ﬁ _-.\n")


def spans(pattern, text):
    return [match.span() for match in pattern.finditer(text)]


@given(st.text(LETTERS, max_size=40), st.text(LETTERS, min_size=1, max_size=4))
def test_words_are_found_where_the_folded_text_has_them(text, typed):
    text = unicodedata.normalize("NFC", text)
    words = tuple(indexed_words(fold_marks(typed)))
    if words:
        folded = r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, words)) + r"(?![^\W_])"
        assert spans(compile_terms([Term(words, typed)]), text) == spans(re.compile(folded), fold_marks(text))


def test_every_letter_that_folds_to_an_ascii_letter_is_found():
    for code in range(0x10000):
        folded = fold_marks(chr(code))
        if folded.isascii() and folded.isalnum():
            assert compile_terms([Term((folded,), folded)]).search(chr(code)), hex(code)


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("duong", "Đường, đường_phố, đườngphố", ["Đường", "đường"]),
        ("lien xa", "liên xã; liên – xã; liên_xã; liên thôn xã", ["liên xã", "liên – xã", "liên_xã"]),
        ("o", "ổ ó", ["ổ", "ó"]),
        ("a.b", "axb", []),
    ],
)
def test_a_term_is_whole_words_whatever_is_between_them(typed, text, found):
    pattern = compile_terms([Term(tuple(indexed_words(typed)), typed)])
    assert [match[0] for match in pattern.finditer(text)] == found


def test_a_sequence_is_all_terms_one_after_another():
    pattern = compile_sequence([Term(("nong", "thon"), ""), Term(("moi",), "")])
    assert pattern.search("Nông thôn, mới")
    assert not pattern.search("Mới, nông thôn")


@given(
    st.text(st.sampled_from(CHARACTERS), max_size=30),
    st.sampled_from(["các chi", "c", "nông thôn mới", "b ă a", "đi", "ấp", "t\\n", "n", "x2 y"]),
    st.sampled_from([" ", "\n", '"', "\\", ", ", " \\\\ ", "\t", "…", "ấ", "n", ""]),
    st.text(st.sampled_from(CHARACTERS), max_size=30),
)
def test_no_line_with_the_words_is_rejected(before, typed, gap, after):
    words = tuple(indexed_words(fold_marks(typed)))
    text = unicodedata.normalize("NFC", before + typed.replace(" ", gap) + after)
    quick = compile_quick(words)
    line = orjson.dumps({"title": text})
    if quick is not None and b"\\u" not in line and compile_terms([Term(words, typed)]).search(text):
        assert quick.search(line.lower())


def test_words_that_are_slow_to_find_as_bytes_have_no_quick_pattern():
    assert compile_quick(["cac", "ap"])
    assert not any(map(compile_quick, (["ap"], ["di"], ["m²"], ["ñandu"])))
    assert not compile_quick(["cac", "chi"]).search(b"c\xc3\xa1c b\xc3\xa0 chi")
