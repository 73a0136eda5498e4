"""A password never gets into what is printed, in any form in which libpq takes it."""

import pytest

from dvcrawler.messages.printable import hide_in_value, hide_passwords

SHOWN = {
    "postgresql://me:S3cret@db/news": "postgresql://me:***@db/news",
    "postgres://me:S3cret@db:5432,db2:5433/news?x=1": "postgres://me:***@db:5432,db2:5433/news?x=1",
    "postgresql://:S3cret@/news": "postgresql://:***@/news",
    "postgresql://me:S3%40cret@[::1]:5432/news": "postgresql://me:***@[::1]:5432/news",
    "postgresql://me:p@S3cret@db/news": "postgresql://me:***@db/news",
    "postgresql://me:p/S3cret@db/news": "postgresql://me:***@db/news",
    "postgresql://me:p#S3cret?x@db/news": "postgresql://me:***@db/news",
    "postgresql://me@db/news?password=S3cret&sslmode=require": "postgresql://me@db/news?password=***&sslmode=require",
    "postgresql://db/news?sslmode=require&sslpassword=S3cret": "postgresql://db/news?sslmode=require&sslpassword=***",
    "postgresql://db/news?pass%77ord=S3cret": "postgresql://db/news?pass%77ord=***",
    "host=db password=S3cret user=me": "host=db password=*** user=me",
    "host=db password = 'S3cret' user=me": "host=db password = *** user=me",
    r"password='S3 cr\'et S3cret' host=db": "password=*** host=db",
    r"password=a\ S3cret host=db": "password=*** host=db",
    "password=a&S3cret": "password=***",
    "host=db password='S3cret": "host=db password=***",
    "host=db\npassword=S3cret\nuser=me": "host=db\npassword=***\nuser=me",
    "PASSWORD=S3cret": "PASSWORD=***",
    "dbname=postgresql://me:S3cret@db/news": "dbname=postgresql://me:***@db/news",
    "s3://key:S3cret@bucket/prefix": "s3://key:***@bucket/prefix",
    "curl https://me:S3cret@db.example.org/x?token=S3cret": "curl https://me:***@db.example.org/x?token=***",
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.items(), ids=range(len(SHOWN)))
def test_a_password_is_replaced_and_all_else_is_kept(text, shown):
    assert hide_in_value(text) == hide_passwords(text) == shown
    assert hide_passwords(f"cannot use '{text}'").startswith("cannot use ")
    assert "S3cret" not in hide_passwords(f"cannot use '{text}'; write another")


def test_a_password_with_a_space_is_found_in_a_value():
    assert hide_in_value("postgresql://me:a S3cret@db/news") == "postgresql://me:***@db/news"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "postgresql://me@db:5432/news",
        "host=db user=me passfile=/home/me/.pgpass",
        "s3://news/store",
        "archive@example.org",
        "https://127.0.0.1:8080/a?b=c",
        "file:///srv/tin tức",
        "0 * * * *",
        "phunu: 3 stored",
        "the host is at x.vn:80; write to a@b.vn",
    ],
)
def test_what_holds_none_is_unchanged(text):
    assert hide_passwords(text) == hide_in_value(text) == text
