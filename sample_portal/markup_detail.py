"""The new CMS, second theme: `h1.head_title`, `div.date`, related links inside the content."""

from html import escape
from string import Template

from sample_portal.articles import Story
from sample_portal.chrome import (
    COMMENTS,
    PAPERS,
    Around,
    decoys,
    menu,
    most_read,
    others_leads,
    paper_footer,
    title_list,
)
from sample_portal.dates import print_date
from sample_portal.frames import lightbox_frame, plain_frame
from sample_portal.markup import by_script, content, text_of, title_of
from sample_portal.markup_portal import alternate

_PAGE = Template("""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>$plain - $paper</title>
<meta property="og:title" content="$attr">
<meta property="og:type" content="article">
<meta name="description" content="$description">
$alternate<link rel="stylesheet" href="/common/v1/css/detail.css">
</head>
<body>
<input type="hidden" id="site_id" value="e7837c02816d130b0181a995d7ad7e96">
<input type="hidden" id="cate_id" value="$section_path">
<input type="hidden" id="article_id" value="$article_id">
<div class="header_tool"><span class="today">Thứ Hai, ngày 21/10/2024</span>
<a href="/"><img src="/common/v1/image/logo.png" alt="$paper"></a></div>
$menu
<div class="container"><div class="row"><div class="col-md-8">
<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li>
<li class="active"><a href="$section_path">$section</a></li></ul>
$kicker
<h1 class="head_title">$title</h1>
$again
<div class="date">$date</div>
<div class="abs-action"><a href="javascript:window.print()">In trang</a></div>
<div class="content-detail" id="content">
$content
</div>
$script
<div class="box_tag"><span>Từ khóa:</span> $tags</div>
$decoys
$comments
$others
</div>
<div class="col-md-4">
<div class="poll_box" data-poll="3">Thăm dò ý kiến bạn đọc</div>
$most_read
<div class="listnews"><h3>Tin mới</h3><ul>
$newer
</ul></div>
</div></div></div>
$footer
</body>
</html>
""")


def render(story: Story, around: Around) -> str:
    """The whole page; e-magazines print their title twice with a lone "." between."""
    plan, site = story.plan, story.plan.site.name
    frame = plain_frame if plan.number % 2 else lightbox_frame
    inside = f"{content(story, frame)}\n{_related(around)}"
    script = by_script(story, inside)
    title = title_of(story)
    kicker = f'<div class="kicker">{text_of(story.kicker)}</div>' if story.kicker else ""
    return _PAGE.substitute(
        plain=text_of(story.title),
        attr=escape(story.title),
        paper=PAPERS[site],
        description=escape(story.lead or f"{story.body[:140]}..."),
        alternate=alternate(site),
        section_path=plan.section.path,
        article_id=plan.native_id.upper(),
        menu=menu(site),
        section=plan.section.name,
        kicker=kicker,
        title=title,
        again=f"<p>.</p>\n<h2>{title}</h2>" if plan.recipe.kind == "emagazine" else "",
        date=print_date(plan),
        content="" if script else inside,
        script=script or "",
        tags=" ".join(f'<a href="#tag">{text_of(tag)}</a>' for tag in story.tags),
        decoys=decoys(),
        comments=COMMENTS,
        others=others_leads(around.related[:4]) if "others-leads" in story.traps else "",
        most_read=most_read(around.most_read),
        newer=title_list(around.related),
        footer=paper_footer(site),
    )


def _related(around: Around) -> str:
    links = title_list(around.related[:3])
    return f'<div class="related"><h3>Tin liên quan</h3><ul>\n{links}\n</ul></div>'
