"""The new CMS, first theme: hidden `#page_info`, `.group-time time`, a page nested in the page."""

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
    related_posts,
)
from sample_portal.dates import print_date
from sample_portal.frames import lightbox_frame, plain_frame
from sample_portal.markup import by_script, content, text_of, title_of

#: Stands in the menu of one page; the server sends bytes there that are not UTF-8.
BAD_BYTES_MARK = "<!--bytes-->"

_PAGE = Template("""<!DOCTYPE html>
<html lang="vi">
<head><meta charset="UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta property="og:locale" content="vn_Vi" />
<title>$plain - $paper</title>
<meta property="og:title" content="$attr" />
<meta property="og:type" content="article" />
<meta property="og:site_name" content=" $paper" />
<meta property="og:url" content="$url" />
<meta name="description" content="$description" />
<meta name="keywords" content="Tin tức, Kinh tế - Xã hội, Thể thao, báo điện tử" />
$alternate<link href="/common/v2/css/main.css?v=1.2" rel="stylesheet">
<script src="/common/plugin/jquery/jquery-3.6.1.min.js"></script>
<style>
 .uk-grid-margin { margin-top: 20px; display: none; }
 .content-detail iframe { width: 100% !important; }
</style>
</head>
<body class="body"> <div id="page_info" style="display: none">
<div id="site_id">e7837c02816d130b0181a995d7ad7e96</div>
<div id="cate_id">$cate_id</div>
<div id="parent_id">0</div>
<div id="cate_url">$section_path</div>
<div id="article_title">$plain</div>
<div id="article_id">$article_id</div>
<div id="cate_title">$section</div>
</div> <header class="header" id="header">
<div class="header-home-logo">
<div class="today"><p class="text uppercase roboto-bold">Thứ 2, 21/10/2024</p></div>
<div class="weather"><span class="text">Nam Định, 27ºC</span></div></div>
$menu$bad
</header>
<aside class="aside"><div class="other-contact">
<div class="contact-title"><h1 class="title">$paper</h1></div>
<p class="text"><strong>Tổng biên tập:</strong> Đỗ Khắc Miên</p>
</div></aside>
<main class="main"> <html>
 <head></head>
 <body>
  <section class="section section-wrapper-post-detail">
   <div class="detail-header-groups">
    <nav class="group-category"><ol class="breadcrumb">
     <li class="breadcrumb-item"> <a class="link" href="/">Trang chủ</a> </li>
     <li class="breadcrumb-item active"> <a class="link" href="$section_path">$section</a> </li>
    </ol></nav>
    <div class="group-time"> <time class="time">$date</time> </div>
   </div>
   <div class="detail-main-title"><div class="title-background">
    <h1 class="title">$title</h1></div>
    <div class="group-caption"><p class="caption"></p></div>
   </div>
   <div class="detail-main-content">
    <div class="content-reply"><p class="reply"> $reply </p></div>
    <div class="content-fully">
     <div id="content" class="content-detail cate_$cate_id">
      $content
     </div>
    </div>
    <div class="after-author"><p class="author"> $author </p></div>
   </div>
   $script
   <div class="tags-box"><h3 class="txt">Từ khóa:</h3><div class="tags">$tags</div></div>
  </section>
 </body>
</html>
$comments
$others
<section class="section section-post-detail-related">
<h1 class="text"><a href="#" title="Tin liên quan">Tin liên quan</a></h1>
<div class="detail-related-list"><div class="row">
$related
</div></div>
<button type="button" id="loadmore" data-start="8">Xem thêm</button></section>
<section class="section section-multimedia"><h1 class="text">
<a href="/multimedia" title="Multimedia">Multimedia</a></h1>
$most_read</section>
$decoys
</main>
$footer
</body>
</html>
""")


def render(story: Story, around: Around) -> str:
    """The whole page. `.reply` repeats the lead on some pages; the author box is mostly a
    placeholder."""
    plan, site = story.plan, story.plan.site.name
    frame = lightbox_frame if plan.number % 2 else plain_frame
    inside = f'<div class="td-post-content tagdiv-type">\n{content(story, frame)}\n</div>'
    script = by_script(story, inside)
    signed = story.signed
    return _PAGE.substitute(
        plain=text_of(story.title),
        attr=escape(story.title),
        paper=PAPERS[site],
        url=plan.url,
        description=escape(_description(story)),
        alternate=alternate(site),
        cate_id=f"{abs(hash_of(plan.section.path)):032X}",
        article_id=f"{plan.native_id.upper():0>32}",
        section_path=plan.section.path,
        section=plan.section.name,
        menu=menu(site),
        bad=BAD_BYTES_MARK if "invalid-byte" in story.traps else "",
        date=print_date(plan),
        title=title_of(story),
        reply=text_of(story.lead) if story.lead and plan.number % 3 == 0 else "",
        content="" if script else inside,
        author=text_of(signed.raw) if signed and signed.placed == "box" else "Bút danh",
        script=script or "",
        tags="".join(f'<a class="tag" href="#tag">{text_of(tag)}</a>' for tag in story.tags),
        comments=COMMENTS,
        others=others_leads(around.related[:4]) if "others-leads" in story.traps else "",
        related=related_posts(around.related),
        most_read=most_read(around.most_read),
        decoys=decoys(),
        footer=paper_footer(site),
    )


def _description(story: Story) -> str:
    """The lead, or where there is none the beginning of the text, cut."""
    return story.lead or f"{story.body[:140]}..."


def alternate(site: str) -> str:
    """The link to the feed, on the one host that has a feed."""
    if site != "baonamdinh":
        return ""
    return '<link rel="alternate" type="application/rss+xml" title="Tin mới" href="/rss/home.rss">\n'


def hash_of(text: str) -> int:
    """A number for `text` that is the same in every process."""
    return int.from_bytes(text.encode()[:15], "big")
