"""The newspaper's old CMS: `#content`, `div.date > span`, photo tables of three rows at most."""

from string import Template

from sample_portal.articles import Story
from sample_portal.chrome import (
    COMMENTS,
    PAPERS,
    Around,
    decoys,
    menu,
    paper_footer,
    title_list,
)
from sample_portal.dates import print_date
from sample_portal.frames import legacy_frame
from sample_portal.links import elsewhere
from sample_portal.markup import content, text_of, title_of

_PAGE = Template("""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>$plain - $paper</title>
<meta name="description" content="$lead $slogan" />
<link rel="stylesheet" type="text/css" href="/common/v1/css/style.css" />
<script type="text/javascript" src="/common/v1/js/jquery-1.4.2.min.js"></script>
</head>
<body>
<div id="wrapper">
<div id="banner"><a href="/"><img src="/common/v1/image/logo.png" alt="$paper" /></a>
<div id="current-date">Thứ Hai, 21/10/2024</div></div>
$menu
<table width="100%" cellpadding="0" cellspacing="0"><tr><td class="left" valign="top">
<div class="cate-path"><a href="/">Trang chủ</a> &raquo; <a href="$section_path">$section</a></div>
<div class="article_content">
$kicker
<h1 class="media-heading">$title</h1>
<div class="date"><span>$date</span></div>
<ul class="social"><li>,</li><li>.</li></ul>
<div class="content" id="content">
$content
</div>
<div class="bd02">$decoys</div>
</div>
<div class="other-news"><h3>Tin liên quan</h3><ul>
$related
</ul></div>
$comments
</td><td class="right" valign="top">
<div class="mostread"><h3>Đọc nhiều</h3><ul>
$most_read
$elsewhere
</ul></div>
<div class="poll_box" data-poll="7">Bạn đánh giá thế nào về giao diện trang tin?</div>
</td></tr></table>
$footer
</div>
</body>
</html>
""")
_SLOGAN = "Báo Nam Định điện tử, tiếng nói của Đảng bộ, chính quyền và nhân dân tỉnh Nam Định"


def render(story: Story, around: Around) -> str:
    """The whole page; the meta description carries the paper's slogan after the lead."""
    plan = story.plan
    kicker = f'<div class="kicker">{text_of(story.kicker)}</div>' if story.kicker else ""
    return _PAGE.substitute(
        plain=text_of(story.title),
        paper=PAPERS["baonamdinh"],
        lead=plan.lead,
        slogan=_SLOGAN,
        menu=menu("baonamdinh"),
        section_path=plan.section.path,
        section=plan.section.name,
        kicker=kicker,
        title=title_of(story),
        date=print_date(plan),
        content=content(story, legacy_frame),
        decoys=decoys(),
        related=title_list(around.related, legacy=True),
        comments=COMMENTS,
        most_read=title_list(around.most_read),
        elsewhere=elsewhere(),
        footer=paper_footer("baonamdinh"),
    )
