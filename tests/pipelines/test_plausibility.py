"""Doubts reach the stored record and the run record."""


from tests import warm
from tests.portal import command, environment, records, runs
from tests.webserver import serve_pages

BODY = (
    "<p>Một đoạn văn dài vừa phải, được in y hệt trên hai địa chỉ khác nhau của cùng một trang báo tỉnh.</p>"
    * 3
)


def test_the_same_body_on_two_addresses_is_named_and_counted(tmp_path):
    page = (
        '<html><body><h1 class="head_title">{}</h1><div class="date">08:15, 05/02/2024</div>'
        f'<div class="content-detail" id="content">{BODY}</div></body></html>'
    )
    urls = ["/kinh-te/202402/bai-mot-aaaaaa1/", "/kinh-te/202402/bai-hai-aaaaaa2/"]
    pages = {("baolamdong.vn", url): page.format(f"Bài {n}") for n, url in enumerate(urls)}
    pages["baolamdong.vn", "/"] = (
        "<html><body>" + "".join(f'<a href="{url}">b</a>' for url in urls) + "</body></html>"
    )
    with serve_pages(pages) as web:
        ended = warm.run(
            command(tmp_path, "baolamdong"), env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
    held = records(tmp_path)
    assert [[p["field"] for p in record["problems"]] for record in held] == [[], ["body"]]
    assert held[1]["problems"][0]["reason"] == f"the same body as {held[0]['id']}"
    assert runs(tmp_path, "baolamdong")[-1]["implausible"] == {"same_body": 1}
    assert "implausible: 1 same_body" in ended.stdout
