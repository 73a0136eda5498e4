"""The party sites, whose markup is not known: three plausible ones, told by the article's number.

What is known is the order of the text: boxes, title, day, lead, body, byline, other news, footer.
"""

from collections.abc import Iterator
from string import Template

from sample_portal.articles import Story
from sample_portal.blocks import Paragraph, Photo
from sample_portal.chrome import PAPERS, Around, decoys, menu, title_list
from sample_portal.dates import print_date
from sample_portal.frames import img_html
from sample_portal.links import elsewhere
from sample_portal.markup import block_html, text_of, title_of, wear

_HEAD = """<html xmlns="http://www.w3.org/1999/xhtml">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>$plain</title>
<link href="/Styles/site.css" rel="stylesheet" type="text/css" /></head>
"""
_TABLES = Template(
    """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "">
"""
    + _HEAD
    + """<body><form name="aspnetForm" method="post" action="" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="$state" />
<table width="1000" align="center"><tr><td colspan="2">$menu</td></tr>
<tr><td class="cot-trai" width="240" valign="top">
<table class="hop"><tr><td class="tieude-hop">Tin nổi bật</td></tr>
<tr><td><ul>$hot</ul></td></tr></table>
<table class="hop"><tr><td class="tieude-hop">Văn bản - Tài liệu</td></tr>
<tr><td>$papers</td></tr></table></td>
<td class="cot-phai" valign="top">
<table width="100%"><tr><td class="duong-dan"><a href="/">Trang chủ</a> &raquo; \
<a href="$section_path">$section</a></td></tr>
<tr><td><span id="ctl00_main_lblTieuDe" class="TieuDe">$title</span></td></tr>
<tr><td><span id="ctl00_main_lblNgay" class="NgayDang">$date</span></td></tr>
<tr><td><span id="ctl00_main_lblTomTat" class="TomTat"><b>$lead</b></span></td></tr>
<tr><td class="NoiDung"><span id="ctl00_main_lblNoiDung">$content</span></td></tr>
<tr><td class="tin-khac">:: Tin khác<ul>$others</ul></td></tr></table>
</td></tr><tr><td colspan="2">$footer</td></tr></table></form></body></html>
"""
)
_DIVS = Template(
    """<!DOCTYPE html>
"""
    + _HEAD
    + """<body><div id="page">$menu
<div class="left-col"><div class="box"><h3>Tin nổi bật</h3><ul>$hot</ul></div>
<div class="box"><h3>Văn bản - Tài liệu</h3>$papers</div></div>
<div class="main-col">
<div class="nav-path"><a href="/">Trang chủ</a> / <a href="$section_path">$section</a></div>
<div class="news-detail">
<h2 class="news-title">$title</h2>
<div class="news-date">$date</div>
<div class="news-summary"><p>$lead</p></div>
<div class="news-content">$content</div>
</div>
<div class="other"><h4>:: Tin khác</h4><ul>$others</ul></div></div>
$footer</div></body></html>
"""
)
_BOOTSTRAP = Template("""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>$plain</title>
<link rel="stylesheet" href="/css/bootstrap.min.css"></head>
<body><div class="container">$menu
<div class="row"><aside class="col-md-3">
<div class="panel panel-danger"><div class="panel-heading">Tin nổi bật</div><ul>$hot</ul></div>
<div class="panel panel-danger"><div class="panel-heading">Văn bản - Tài liệu</div>$papers</div>
</aside><section class="col-md-9">
<ol class="breadcrumb"><li><a href="/">Trang chủ</a></li>
<li><a href="$section_path">$section</a></li></ol>
<h1 class="post-title">$title</h1>
<p class="text-muted"><i class="fa fa-calendar"></i> $date</p>
<p class="lead"><strong>$lead</strong></p>
<article class="post-body">$content</article>
<hr><h4>:: Tin khác</h4><ul class="list-unstyled">$others</ul>
</section></div>$footer</div></body></html>
""")
_PAPERS = (
    "<ul><li><a href='/van-ban/huong-dan-so-12.pdf'>Hướng dẫn số 12 về sinh hoạt chi bộ</a></li>"
    "<li><a href='/van-ban/ke-hoach-nam.pdf'>Kế hoạch công tác năm</a></li></ul>"
)
_FOOTER = Template("""<div class="chan-trang"><div>Video hoạt động</div>\
<div>Hình ảnh hoạt động</div><div>Website liên kết</div><ul>$elsewhere</ul>\
<a href="https://baonamdinh.vn/kinh-te/202402/tin-cua-bao-c0d1e7f/">Tin của báo</a>$decoys
<p>$paper. Điện thoại: 0228.0000000</p></div>""")


def render(story: Story, around: Around) -> str:
    """The whole page; each markup prints images inline with their captions as bare text."""
    plan, site = story.plan, story.plan.site.name
    page, content = _MARKUPS[plan.number % 3]
    lead = plan.title if "lead-is-title" in story.traps else story.lead or ""
    return page.substitute(
        plain=text_of(story.title),
        state="dDwt" * 300,
        menu=menu(site),
        hot=title_list(around.most_read),
        papers=_PAPERS,
        section_path=plan.section.path,
        section=plan.section.name,
        title=title_of(story),
        date=print_date(plan),
        lead=wear(lead, story.traps),
        content=content(story),
        others=title_list(around.related),
        footer=_FOOTER.substitute(
            elsewhere=elsewhere(), decoys=decoys(), paper=PAPERS[site]
        ),
    )  # fmt: skip


def _by_breaks(story: Story) -> str:
    """Old ASP.NET editors: lines with <br> between, indented by no-break spaces."""
    lines = []
    for block in story.blocks:
        if isinstance(block, Photo):
            lines.append(f"<center>{img_html(block, story)}</center>")
            lines.append(f"<center><i>{text_of(block.image.caption or '')}</i></center>")
        elif isinstance(block, Paragraph):
            html = wear(block.text, story.traps)
            bold = block.role == "intertitle"
            lines.append(f"<b>{html}</b>" if bold else f"&nbsp;&nbsp;&nbsp;&nbsp; {html}")
    if story.signed:
        lines.append(f'<div align="right"><b>{text_of(story.signed.raw)}</b></div>')
    return "<br /><br />\n".join(lines)


def _by_paragraphs(story: Story) -> str:
    """Paragraph markup: the photo in one, its caption bare in the next."""
    parts: list[str] = []
    for block in story.blocks:
        if isinstance(block, Photo):
            parts.extend(_bare_photo(block, story))
        else:
            parts.append(block_html(block, story, lambda photo, told: img_html(photo, told)))
    if story.signed:
        parts.append(f'<p style="text-align: right;"><strong>{text_of(story.signed.raw)}</strong></p>')
    return "\n".join(parts)


def _bare_photo(photo: Photo, story: Story) -> Iterator[str]:
    yield f'<p style="text-align: center;">{img_html(photo, story)}</p>'
    yield f'<p style="text-align: center;">{text_of(photo.image.caption or "")}</p>'


_MARKUPS = (
    (_TABLES, _by_breaks),
    (_DIVS, _by_paragraphs),
    (_BOOTSTRAP, _by_paragraphs),
)
