"""Texts that are only a line which says that there is no text."""

import pytest

from dvcrawler.normalize.pending_texts import is_pending


@pytest.mark.parametrize(
    "text",
    [
        "Nội dung đang được cập nhật",
        "Nội dung đang được cập nhật, mời bạn đọc quay lại sau.",
        "Đang cập nhật...",
        "Bài viết đang được cập nhật, vui lòng quay lại sau!",
        "Hiện nội dung này chưa được cập nhật.",
        "Thông tin đang trong quá trình cập nhật",
        "Tin đang được biên tập, xin vui lòng quay lại sau.",
        "Nội dung bài viết đang chờ duyệt",
        "Chưa có nội dung",
        "Bài viết không có nội dung.",
        "Hiện tại chưa có dữ liệu nào",
        "Bài viết này đã bị xóa hoặc không còn tồn tại.",
        "Nội dung này không khả dụng",
        "Không tìm thấy bài viết bạn yêu cầu",
        "Coming soon",
        "This page is under construction.",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    ],
)
def test_a_line_that_says_that_there_is_no_text_is_found(text):
    assert is_pending(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị sẽ được cập nhật trên trang của xã trong ngày mai.",
        "Đang cập nhật dữ liệu dân cư, Công an xã đến từng nhà thu nhận vân tay cho người già.",
        "Thông tin xóa nhà tạm được niêm yết tại nhà văn hóa các thôn.",
        "Chưa có thông tin về thiệt hại do bão số 3 gây ra ở các xã ven biển.",
        "Dữ liệu hộ tịch của xã đã được số hóa xong trước ngày 1/7.",
        "Tin vui đến với bà con xóm Đông: cầu dân sinh đã thông xe.",
        "Nội dung đang được cập nhật\n\nXã đã ra quân dọn vệ sinh.",
        "Thông tin đang được cập nhật vào cơ sở dữ liệu của tỉnh: hồ sơ của hơn hai nghìn hộ trong xã, do cán bộ các thôn "
        "thu thập từ đầu tháng và đối chiếu nhiều lần.",
        "",
    ],
)
def test_a_short_text_is_no_such_line(text):
    assert not is_pending(text)
