"""Explains an article's problems by their code, and the faults of a search."""

from dvcrawler.words import Table

EXPLANATIONS: Table = {
    # Problems by code (docs/fields.md).
    "problem_no_date": ("The page shows no date.", "Trang không ghi ngày."),
    "problem_unreadable_date": ("The printed date cannot be read.", "Không đọc được ngày đã in."),
    "problem_ambiguous_date": (
        "The printed date can be read in two ways.",
        "Ngày đã in có thể hiểu hai cách.",
    ),
    "problem_impossible_date": ("The printed date does not exist.", "Ngày đã in không có thật."),
    "problem_impossible_time": ("The printed time does not exist.", "Giờ đã in không có thật."),
    "problem_impossible_zone": ("The time zone does not exist.", "Múi giờ không có thật."),
    "problem_date_too_early": ("The printed date is too early to be true.", "Ngày đã in quá sớm để đúng."),
    "problem_date_in_future": (
        "The printed date is later than the capture.",
        "Ngày đã in muộn hơn lúc lưu trang.",
    ),
    "problem_dates_disagree": (
        "The page prints one date and states another for machines; the printed one is given.",
        "Ngày in trên trang khác ngày trang khai cho máy; ở đây là ngày được in.",
    ),
    "problem_other_headline": (
        "The page states this for machines under a headline that is not its own.",
        "Trang khai thông tin này cho máy đọc dưới một tiêu đề khác tiêu đề của bài.",
    ),
    "problem_unclear_date": (
        "The date has two readings, is one of two beside an update, or may be that of an event.",
        "Ngày hiểu được hai cách, cạnh tiêu đề chỉ in ngày cập nhật, hoặc là ngày của một sự kiện.",
    ),
    "problem_wrong_weekday": (
        "The printed weekday is not that of the date.",
        "Thứ đã in không khớp với ngày.",
    ),
    "problem_date_outside_month": (
        "The printed date is outside the month in the address.",
        "Ngày đã in không thuộc tháng trong địa chỉ.",
    ),
    "problem_date_below_text": (
        "The date is that of a line below the text; none is printed at the headline.",
        "Ngày lấy từ dòng ở dưới bài; cạnh tiêu đề không in ngày.",
    ),
    "problem_date_from_address": (
        "The date is taken from the address; the page shows none.",
        "Ngày lấy từ địa chỉ; trang không ghi.",
    ),
    "problem_section_from_listing": (
        "The section is that of the listing that led to the page; the page names none.",
        "Chuyên mục lấy từ trang danh mục dẫn tới bài; trang không ghi.",
    ),
    "problem_migrated_time": (
        "The printed time is left out: it is that of the site's move to another system.",
        "Bỏ giờ đã in: đó là lúc trang chuyển hệ thống.",
    ),
    "problem_converted": (
        "The text was converted from old Vietnamese letters (such as TCVN3 or VNI).",
        "Chữ được chuyển từ bảng mã cũ (như TCVN3, VNI).",
    ),
    "problem_author_is_site": (
        "The byline names the site, not a person.",
        "Dòng ký tên là tên trang, không phải tên người.",
    ),
    "problem_truncated_page": ("The page was not read to its end.", "Trang không được đọc đến hết."),
    "problem_unconfirmed_title": (
        "The page or its address names itself otherwise than its heading.",
        "Tên trang hoặc địa chỉ khác với tiêu đề bài.",
    ),
    "problem_pages": ("The text is joined from several pages.", "Nội dung ghép từ nhiều trang."),
    "problem_pages_missing": (
        "The article continues on pages that are missing.",
        "Bài còn tiếp, thiếu các trang sau.",
    ),
    "problem_body_shorter_than_summary": ("The text is shorter than its lead.", "Nội dung ngắn hơn sapo."),
    "problem_same_body": ("Another article has the same text.", "Một bài khác có cùng nội dung."),
    "problem_shared_id": ("Another article has the same number.", "Một bài khác mang cùng số."),
    "problem_earlier_capture": (
        "The text comes from an earlier capture than an already stored one.",
        "Nội dung từ bản chụp sớm hơn một bản đã có.",
    ),
    "problem_damaged_text": (
        "Bytes of the page that are not text are shown as “�”.",
        "Chỗ hỏng không đọc được của trang hiện thành “�”.",
    ),
    "problem_login_wall": (
        "The page shows only the part before a login or subscription.",
        "Trang chỉ cho đọc phần trước yêu cầu đăng nhập hoặc đăng ký.",
    ),
    "problem_may_be_excerpts": (
        "The text may be a list of excerpts of other articles.",
        "Nội dung có thể là các trích đoạn của bài khác.",
    ),
    "problem_name_below_text": (
        "A plain name without a label is below the text or in a box above it; it may be the author's.",
        "Dưới bài hoặc trong khung phía trên có một tên người không kèm nhãn; có thể là tác giả.",
    ),
    "problem_other_language": (
        "The text is in another language: it is neither Vietnamese nor English.",
        "Bài viết bằng tiếng khác, không phải tiếng Việt hay tiếng Anh.",
    ),
    "problem_doubtful_author": (
        "The text tells of this person, or only a box beside it has the name: it may not be the author's.",
        "Bài viết kể về người này, hoặc tên chỉ có trong khung cạnh bài: có thể không phải tác giả.",
    ),
    "problem_short_body": (
        "The text is one short line: a label of the page perhaps, or a notice that there is no text.",
        "Nội dung chỉ là một dòng ngắn: có thể là nhãn của trang, hoặc báo rằng chưa có nội dung.",
    ),
    "problem_hidden_text": (
        "The page hides text until a script shows it: it was read from there, or a part of it is left out.",
        "Trang ẩn nội dung cho tới khi mã chạy: đã đọc từ dữ liệu trong trang, hoặc một phần bị bỏ ra.",
    ),
    "problem_altered_capture": (
        "The archive says that the page had other bytes than these.",
        "Theo kho lưu trữ, trang gốc có các byte khác với bản này.",
    ),
    "problem_other": ("Something is doubtful.", "Có điều chưa chắc."),
    # Faults of a search, by the code of `QueryError`.
    "fault_too_long": (
        "The search has {0} characters; {1} is the limit.",
        "Câu tìm có {0} ký tự; nhiều nhất là {1}.",
    ),
    "fault_too_many_words": ("The search has more than {0} words.", "Câu tìm có hơn {0} từ."),
    "fault_excluded_filter": (
        "-{0}: a filter cannot be excluded; a minus is for words.",
        "-{0}: không loại trừ được bằng điều kiện lọc; dấu trừ chỉ dùng với từ.",
    ),
    "fault_given_twice": (
        "{0}: is given twice; a search takes one value of each filter.",
        "{0}: được ghi hai lần; mỗi điều kiện lọc chỉ nhận một giá trị.",
    ),
    "fault_no_value": (
        "{0}: has no value; write {0}:VALUE without a space.",
        "{0}: thiếu giá trị; hãy viết {0}:GIÁ-TRỊ, không có dấu cách.",
    ),
    "fault_not_a_day": (
        "{0}: “{1}” is not a day; write 20/10/2024, 2024-10-20, 10/2024 or 2024.",
        "{0}: “{1}” không phải ngày; hãy viết 20/10/2024, 2024-10-20, 10/2024 hoặc 2024.",
    ),
    "fault_only_excluded": (
        "Only what must not be there was given; give a word or a filter, too.",
        "Mới chỉ có phần loại trừ; hãy thêm một từ cần tìm hoặc một điều kiện lọc.",
    ),
    "fault_no_letters": (
        "“{0}” has neither letters nor digits; give a word.",
        "“{0}” không có chữ cái hay chữ số nào; hãy viết một từ.",
    ),
    "fault_nothing_asked": (
        "Nothing to search for: give words, a “phrase” or a filter such as since:2023.",
        "Chưa có gì để tìm: hãy viết từ, “cả cụm” hoặc điều kiện lọc như since:2023.",
    ),
    "fault_reversed": ("since:{0} is later than until:{1}.", "since:{0} muộn hơn until:{1}."),
    "fault_value_too_long": ("{0}: longer than {1} characters.", "{0}: dài hơn {1} ký tự."),
    "fault_sort": ("sort: write newest or best.", "sort: hãy viết newest hoặc best."),
    "fault_part": ("{0}: write a whole number from 1 to {1}.", "{0}: hãy viết một số nguyên từ 1 đến {1}."),
    "fault_page": ("page: write a whole number from 1 to {0}.", "page: hãy viết một số nguyên từ 1 đến {0}."),
    "fault_year": ("“{0}” is not a year; write four digits.", "“{0}” không phải năm; hãy viết bốn chữ số."),
    "fault_format": ("format: write one of {0}.", "format: hãy viết một trong {0}."),
}
