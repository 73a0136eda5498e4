import pytest

from dvcrawler.extract import Page


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<q>Đê vững</q>", "“Đê vững”"),
        ("<q> Đê vững </q>", "“Đê vững”"),
        ("<q>Đê <b>vững</b></q>", "“Đê vững”"),
        ("<q>Đê <b>rất</b> vững</q>", "“Đê rất vững”"),
        ("<q>“Đê vững”</q>", "“Đê vững”"),
        ('<q>"Đê vững"</q>', '"Đê vững"'),
        ("<q></q>", ""),
    ],
)
def test_the_marks_of_a_quotation_are_part_of_the_text(markup, text):
    page = Page(f"<body><p>{markup}</p></body>".encode(), "https://a.vn/1")
    assert "".join(page.body.itertext()) == text
