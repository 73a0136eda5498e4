"""Made-up portals: articles of one address shape behind listings with one kind of pager."""

import unicodedata
from dataclasses import dataclass

from tests.webserver import Answer

HOST = "baovidu.vn"
#: `n`: the article's number; the slug holds two to eight words.
SHAPES = {
    "html-number": "/{section}/{slug}-{n}.html",
    "bare-number": "/{section}/{slug}/{n}",
    "dated-slug": "/2024/{m:02}/{d:02}/{slug}/",
    "number-first": "/tin/{n}/{slug}.html",
    "nukeviet": "/news/{section}/{slug}-{n}.html",
    "joomla": "/index.php/{section}/{n}-{slug}",
    "liferay": "/web/guest/{section}/-/asset_publisher/Ab1cD2/content/{slug}",
    "query": "/index.php?option=com_content&view=article&id={n}&Itemid=7",
    "slug": "/{slug}/",
    "aspx": "/{section}/tabid/80/articleType/ArticleView/articleId/{n}/{slug}.aspx",
}
PAGERS = ("query", "path", "rel", "button", "postback")
SECTIONS = ("thoi-su", "kinh-te", "van-hoa")
_WORDS = "xã huyện nông dân vụ chiêm thu hoạch lúa cà chua mô hình đường liên thôn nước sạch trường học cầu mới".split()
_PLAIN = str.maketrans("ãệôâụêạúàìườướọầớ", "aeoaueauaiuouooao")


@dataclass(frozen=True)
class Story:
    number: int
    section: str
    title: str
    slug: str
    url: str
    page: str


def _plain(text):
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in text if c.isascii()).replace(" ", "-")


def stories(shape, count=36, dress=None):
    """`count` articles in turn of the three sections."""
    found = []
    for i in range(count):
        n, section = 40100 + 7 * i, SECTIONS[i % 3]
        words = [_WORDS[(i * 5 + k * 3) % len(_WORDS)] for k in range(5 + i % 4)]
        title = f"Xã Hải {_WORDS[i % len(_WORDS)].capitalize()} thôn {i + 1} {' '.join(words)}"
        slug = _plain(title)
        path = SHAPES[shape].format(section=section, slug=slug, n=n, m=1 + i % 12, d=1 + i % 27)
        found.append(Story(n, section, title, slug, path, article(title, i, dress)))
    return found


#: How the public themes of a system dress an article: head, then headline and day, then text.
DRESSES = {
    None: (
        "",
        "<div class='detail'><h1>{title}</h1><div class='date'>{day}</div><div class='text'>{text}</div></div>",
    ),
    "wordpress": (
        '<meta name="generator" content="WordPress 6.4"><link rel="stylesheet" href="/wp-content/themes/x/style.css">',
        '<article><h1 class="entry-title">{title}</h1><span class="posted-on">{day}</span>'
        '<div class="entry-content">{text}</div></article>',
    ),
    "nukeviet": (
        '<meta name="generator" content="NukeViet v4.5"><script>var nv_base_siteurl="/",nv_name_variable="nv";</script>',
        '<div class="news_column panel"><h1 class="title">{title}</h1><span class="h5">{day}</span>'
        '<div class="hidden">2024-01-01 {title}</div><div id="news-bodyhtml" class="bodytext">{text}</div></div>',
    ),
}


def article(title, i, dress=None):
    day = f"{1 + i % 27:02}/{1 + i % 12:02}/2024 {7 + i % 12:02}:{10 + i % 40}"
    paragraphs = "".join(
        f"<p>Ngày {1 + (i + k) % 27}-{1 + k}, tại thôn {i + k + 1}, hơn {200 + 13 * i + k} hộ dân đã tham gia đóng góp ngày công "
        f"để hoàn thành {3 + k} km đường liên thôn trước mùa mưa, đoạn {i + 1}.{k + 1}.</p>"
        for k in range(5)
    )
    head, body = DRESSES[dress]
    author = f"<p class='author'><strong>Nguyễn Văn {'ABCDEGHKLM'[i % 10]}nh</strong></p>"
    return (
        f"<html><head><title>{title} - Báo Ví Dụ</title>{head}</head><body><div class='top'>{menu()}</div>"
        f"{body.format(title=title, day=day, text=paragraphs + author)}</body></html>"
    )


def menu():
    links = "".join(f'<li><a href="/{each}">{each.replace("-", " ").title()}</a></li>' for each in SECTIONS)
    return f'<ul class="menu"><li><a href="/">Trang chủ</a></li>{links}<li><a href="/lien-he.html">Liên hệ</a></li></ul>'


def _listing(found, pager, head):
    items = "".join(
        f'<div class="item"><a href="{s.url.replace("&", "&amp;")}">{s.title}</a><span>{1 + s.number % 27}/3/2024</span></div>'
        for s in found
    )
    return f"<html><head><title>Báo Ví Dụ</title>{head}</head><body>{menu()}<div class='list'>{items}</div>{pager}</body></html>"


def _pager(kind, section, number, last):
    path, after = f"/{section}", number + 1
    if number >= last:
        return ""
    if kind == "query":
        return f'<div class="pages"><a href="{path}?page={after}">{after}</a></div>'
    if kind == "path":
        return f'<div class="pages"><a href="{path}/page/{after}/">Trang sau</a></div>'
    if kind == "rel":
        return f'<a rel="next" href="{path}?trang={after}">tiếp</a>'
    if kind == "button":
        return (
            f'<button class="load-more" data-url="{path}?page={after}" data-page="{after}">Xem thêm</button>'
        )
    return (
        f'<form method="post" action="{path}"><input type="hidden" name="__VIEWSTATE" value="p{number}">'
        f"<div class='pager'><a href=\"javascript:__doPostBack('ctl$Pager','{after}')\">{after}</a></div></form>"
    )


def portal(shape, pager, size=6, host=HOST, dress=None):
    """(host, path) -> page of a whole portal, for `serve_pages`."""
    found = stories(shape, dress=dress)
    head = DRESSES[dress][0]
    pages = {(host, s.url): s.page for s in found}
    pages[host, "/"] = _listing(found[:8], "", head)
    pages[host, "/robots.txt"] = Answer(
        b"User-agent: *\nDisallow: /admin/\n", headers={"Content-Type": "text/plain"}
    )
    for section in SECTIONS:
        own = [s for s in found if s.section == section]
        parts = [own[at : at + size] for at in range(0, len(own), size)]
        made = [
            _listing(part, _pager(pager, section, k, len(parts)), head) for k, part in enumerate(parts, 1)
        ]
        pages[host, f"/{section}"] = made[0] if pager != "postback" else _postback(made)
        for k, page in enumerate(made[1:], 2):
            pages[host, f"/{section}?page={k}"] = pages[host, f"/{section}/page/{k}/"] = page
            pages[host, f"/{section}?trang={k}"] = page
    return pages


def _postback(made):
    def answer(handler):
        form = getattr(handler, "form", b"") if handler.command == "POST" else b""
        number = int(form.rpartition(b"__EVENTARGUMENT=")[2] or 1) if form else 1
        return made[number - 1]

    return answer
