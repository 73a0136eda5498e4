"""What pages call the controls, functions and boxes that lead to no page of a list; parts of patterns."""

POLLS = r"vote|poll|binh-?chon|rating"
COMMENTS = r"comment|binh-?luan"
SEARCHES = r"search|tim-?kiem"
#: Not `loadBlogIndex`.
ACCOUNTS = r"(?<!b)log-?(?:in|out)|dang-?(?:nhap|ky|xuat)"
#: "Lịch", but not "lịch sử", nor `PublicHolder`.
CALENDARS = r"calend|date-?picker|(?<!pub)lich(?!-?su)"
#: Not those of an `UpdatePanel`, nor of what validates a field.
DAYS = r"(?<!up)(?<!vali)date|ngay"
