"""How pages write the addresses of items that they are sent as data."""

import pytest

from dvcrawler.discovery.script_lists.link_templates import fill_template, find_link_template
from dvcrawler.extract.page import Page


def find(markup):
    return find_link_template(
        Page(f"<html><body>{markup}</body></html>".encode(), "https://xa.example.vn/tin")
    )


@pytest.mark.parametrize(
    ("markup", "template"),
    [
        ('<script>h += `<a href="/tin/${a.slug}">${a.title}</a>`</script>', "/tin/{slug}"),
        (
            "<script>h += `<a href='/tin/${a.attributes.slug}'>${a.attributes.title}</a>`</script>",
            "/tin/{slug}",
        ),
        (
            "<script>h += '<a href=\"/tin/' + x.slug + '-' + x.id + '.html\">' + x.tieuDe + '</a>'</script>",
            "/tin/{slug}-{id}.html",
        ),
        ('<script>h += "<a href=\'/xem/"+x.id+"\'>"+x.name+"</a>"</script>', "/xem/{id}"),
        ("<a v-for='n in list' :href=\"'/tin/' + n.slug\">{{ n.title }}</a>", "/tin/{slug}"),
        ("<a :href=\"`/tin/${n.slug}`\" x-text='n.title'></a>", "/tin/{slug}"),
        ("<a ng-href='/tin/{{x.id}}/{{x.slug}}'>{{x.title}}</a>", "/tin/{id}/{slug}"),
        ('<script>h += `<a href="/tin/${a?.slug}">${a?.title}</a>`</script>', "/tin/{slug}"),
        (
            "<script>a.href = '/tin/' + x.slug; a.textContent = x.title; box.appendChild(a)</script>",
            "/tin/{slug}",
        ),
        (
            "<script>a.setAttribute('href', '/tin/' + x.id); a.href='/tin/'+x.id\na.innerText=x.name</script>",
            "/tin/{id}",
        ),
        # a link of another kind, two forms, two items in one address, an address that is whole
        ('<script>h += `<a href="/nguoi/${a.id}"><img src="${a.anh}"></a>`</script>', None),
        (
            '<script>`<a href="/tin/${a.id}">${a.title}</a><a href="/bai/${a.id}">${a.title}</a>`</script>',
            None,
        ),
        ('<script>`<a href="/tin/${a.id}/${b.id}">${a.title}</a>`</script>', None),
        ('<script>h += `<a href="${a.url}">${a.title}</a>`</script>', None),
        ("<a href='/tin/1'>Tin</a>", None),
    ],
)
def test_the_form_beside_the_title_of_an_item_is_found(markup, template):
    assert find(markup) == template


def test_an_item_fills_its_form_only_whole():
    assert fill_template("/tin/{slug}-{id}", {"slug": "mùa vàng", "id": 3}) == "/tin/m%C3%B9a%20v%C3%A0ng-3"
    assert fill_template("/tin/{slug}-{id}", {"slug": "mua-vang", "id": None}) is None
    assert fill_template("/tin/{id}", {"id": True}) is None
