"""Names under which captured files are saved."""

import pytest

from dvcrawler.web.downloads import name_download

PDF = "application/pdf"
HANDLER = "https://vidu.example.vn/download?id=5"
NAME = "Kế hoạch số 5.pdf"
SENT = {
    "extended": "attachment; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20s%E1%BB%91%205.pdf",
    "both": "attachment; filename=\"Ke hoach.pdf\"; filename*=utf-8'vi'K%E1%BA%BF%20ho%E1%BA%A1ch%20s%E1%BB%91%205.pdf",
    "bytes": f'attachment; filename="{NAME}"'.encode().decode("latin-1"),
    "bytes without quotes": f"inline; filename={NAME}".encode().decode("latin-1"),
    "percent": 'attachment; filename="K%E1%BA%BF%20ho%E1%BA%A1ch%20s%E1%BB%91%205.pdf"',
    "as in a mail": 'attachment; filename="=?UTF-8?B?S+G6vyBob+G6oWNoIHPhu5EgNS5wZGY=?="',
    "a folder before it": f'attachment; filename="C:\\\\\\\\tep\\\\\\\\{NAME}"'.encode().decode("latin-1"),
    "decomposed": "attachment; filename*=UTF-8''Ke%CC%82%CC%81%20hoa%CC%A3ch%20so%CC%82%CC%81%205.pdf",
    "without an ending": 'attachment; filename="Kế hoạch số 5"'.encode().decode("latin-1"),
    "upper case": "ATTACHMENT; FILENAME*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20s%E1%BB%91%205.pdf",
}


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT)
def test_the_server_names_a_file_behind_a_handler(sent):
    assert name_download(HANDLER, sent, PDF) == NAME


@pytest.mark.parametrize(
    ("url", "sent", "kind", "name"),
    [
        ("https://vidu.example.vn/tep/K%E1%BA%BF%20ho%E1%BA%A1ch.pdf?v=2", "", PDF, "Kế hoạch.pdf"),
        ("https://vidu.example.vn/bai-1.html", "inline", "text/html", "bai-1.html"),
        ("https://vidu.example.vn/", "", "text/html", "page.html"),
        (HANDLER, "", PDF, "download.pdf"),
        (HANDLER, "attachment; filename*=x-none''%FF.pdf; filename=a.pdf", PDF, "a.pdf"),
        (HANDLER, "attachment; filename*=UTF-8''%FF%FE.pdf", PDF, "download.pdf"),
        (HANDLER, 'attachment; filename="=?x-none?B?AAAA?="', PDF, "download.pdf"),
        (HANDLER, 'attachment; filename=""', "application/zip", "download"),
    ],
)
def test_the_address_names_a_file_that_the_server_does_not(url, sent, kind, name):
    assert name_download(url, sent, kind) == name


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ('attachment; filename="../../.bashrc"', "bashrc"),
        ('attachment; filename="..\\\\..\\\\x.exe"', "x.exe"),
        ("attachment; filename*=UTF-8''%2Fetc%2Fpasswd", "passwd"),
        ("attachment; filename*=UTF-8''ke%E2%80%AEfdp.exe", "kefdp.exe"),
        ("attachment; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x.txt", "a Set-Cookie x.txt"),
        ("attachment; filename*=UTF-8''a%00b.txt", "a b.txt"),
        ('attachment; filename="<script>|con:.txt"', "script con .txt"),
        ('attachment; filename="...."', "download"),
        (f'attachment; filename="{"a" * 300}.txt"', "a" * 96 + ".txt"),
        (f'attachment; filename="{"a" * 300}"', "a" * 100),
    ],
)
def test_a_name_leads_to_no_other_folder_and_hides_nothing(sent, name):
    assert name_download(HANDLER, sent, "text/plain") == name
