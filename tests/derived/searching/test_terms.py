"""Words as numbers: the words that folding and splitting the text gives, whatever characters it has."""

import pytest

from dvcrawler.derived.folding import fold_marks, indexed_words
from dvcrawler.derived.searching.terms import RARE_CHARACTERS, WordNumbers

TEXTS = (
    "Đường liên xã dài 1.200 m² (QĐ-UBND), “khánh thành” – 10:30… a_b\tc\nd",
    "ñandú Ölçü øre Ærø ß ½ x×y ±3 5°",
    "日本語 và Ω mega, São Paulo, ǄǅǆⅣ ﬁ",
    "a\x1cb\x85c\u2028d\u200be\0f",
    "".join(map(chr, range(0xD800))),
    " ".join(map(chr, range(1, 0xD800))),
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_the_words_that_folding_it_gives(text):
    numbers = WordNumbers(("duong", "xa"), step=4)
    read = numbers.read(text)
    names = numbers.names()
    assert [names[number] for number in read if names[number]] == indexed_words(fold_marks(text))


def test_the_given_words_have_the_numbers_below_the_step_and_others_multiples_of_it():
    numbers = WordNumbers(("duong", "xa"), step=4)
    assert numbers.read("xã đường phố m² phố") == [2, 1, 4, 8, 4]
    numbers.forget()
    assert numbers.read("m² xã") == [4, 2]
    assert len(numbers) == 3


def test_a_text_with_rare_characters_has_the_word_that_says_so():
    numbers = WordNumbers()
    assert RARE_CHARACTERS not in [numbers.names()[number] for number in numbers.read("“Đường” – 5 m²…")]
    assert RARE_CHARACTERS in [numbers.names()[number] for number in numbers.read("ñandú")]
