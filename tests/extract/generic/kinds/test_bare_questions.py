"""A citizen's question without an answer is no article; a paper's answer to its readers is one."""

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.article_pages import paragraphs, read_page

QUESTION = (
    "Gia đình tôi có thửa ruộng nằm trong diện thu hồi để làm đường gom nhưng chưa được đo lại."
    " Xin hỏi thủ tục thế nào?"
)
ANSWERS = (
    "Người sử dụng đất có quyền đề nghị cơ quan có thẩm quyền đo lại diện tích thực tế của thửa đất.",
    "Ông gửi đơn đến Ủy ban nhân dân xã; trong mười ngày, tổ công tác đo đạc và lập biên bản có chữ ký hai bên.",
    "Nếu không đồng ý với kết quả, ông có quyền khiếu nại theo quy định của pháp luật về khiếu nại.",
)
TITLE = "Thủ tục đo lại thửa ruộng bị thu hồi"
BARE = (
    (f"Hỏi: {QUESTION}",),
    (f"Câu hỏi: {QUESTION}", "Người gửi: Trần Văn Tư", "Chưa có câu trả lời"),
    (f"Hỏi: {QUESTION}", "Trả lời: Đang chờ trả lời"),
    (f"Hỏi: {QUESTION}", "Trả lời: câu hỏi đang chờ đơn vị xử lý."),
    ("Họ và tên: Trần Văn Tư", "Địa chỉ: xã Hải Minh", f"Nội dung: {QUESTION}"),
    ("Người hỏi: Trần Văn Tư", "Lĩnh vực: Đất đai", f"Nội dung câu hỏi: {QUESTION}"),
    (f"Bạn đọc Trần Văn Tư hỏi: {QUESTION}",),
)
ANSWERED = (
    (f"Hỏi: {QUESTION}", f"Đáp: {ANSWERS[0]}", *ANSWERS[1:]),
    (f"Hỏi: {QUESTION}", "Trả lời:", *ANSWERS),
    (f"Hỏi: {QUESTION}", *ANSWERS),
    (f"Bạn đọc Trần Văn Tư hỏi: {QUESTION}", "Luật sư Lê Hoa trả lời như sau:", *ANSWERS),
)


def read_letter(lines, folder):
    url = f"https://xavidu.example.vn/{folder}/thu-tuc-do-dat-345701.html"
    head = f"<h1>{TITLE}</h1><p class='d'>05/06/2025 07:20</p>"
    body = f"<div class='detail'>{head}<div class='c'>{paragraphs(lines)}</div></div>"
    return read_page(body, title=TITLE, url=url)


@pytest.mark.parametrize("lines", BARE)
@pytest.mark.parametrize("folder", ["ban-doc", "tin-tuc"])
def test_a_question_without_an_answer_is_no_article(folder, lines):
    refused = read_letter(lines, folder)
    assert isinstance(refused, RecordRefused) and refused.code == "not_an_article"


@pytest.mark.parametrize("lines", ANSWERED)
@pytest.mark.parametrize("folder", ["ban-doc", "ban-doc/tra-loi-ban-doc", "toa-soan-ban-doc"])
def test_a_letter_that_the_paper_answers_is_an_article(folder, lines):
    record = read_letter(lines, folder)
    assert record.body.startswith(lines[0]) and record.body.endswith(lines[-1])
