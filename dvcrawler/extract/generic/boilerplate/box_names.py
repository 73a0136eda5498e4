"""The names that sites give to boxes beside the article, to captions and to comments.

They are those of Vietnamese news sites, 2013 to 2026 (VCCorp's, VNPT's, ePi's and WordPress themes among
them), written in Vietnamese without marks or in English.
"""

import re
from functools import lru_cache

from dvcrawler.extract.elements import Element, names_of
from dvcrawler.patterns import lazy_regex

#: Parts of class names and ids, parted at hyphens, underscores and changes of case.
_WORDS = frozenset(
    "related relate relation relatednews lienquan lien-quan tinlienquan tin-lien-quan bailienquan comment "
    "comments binhluan binh-luan cmt cmts ykien social share sharing sharebox tags keyword keywords tukhoa "
    "breadcrumb breadcrumbs footer sidebar banner advert adv ad ads advertisement adsense gpt dfp quangcao "
    "qc recommend recommended suggest suggestion mostread most-read xemnhieu docnhieu doc-nhieu tinmoi "
    "tin-moi tinkhac tin-khac hot-news newest latest subscribe newsletter rating vote poll toolbar fontsize "
    "copyright popup modal login menu navbar navigation pagination paging widget audio player podcast "
    "cungchuyenmuc cung-chuyen-muc same-category other-news othernews readmore read-more doctiep "
    "doc-them docthem box-news boxnews boxtinlienquan topic-box event-box donate follow google-news "
    "ggnews hotline printer print emoji reaction disqus cookie cookies consent gdpr toc tableofcontents "
    "table-of-contents quiz survey khaosat khao-sat thamdo tham-do binhchon binh-chon weather thoitiet "
    "thoi-tiet giavang gia-vang goldprice gold-price tygia ty-gia exchange-rate exchangerate".split()
)
#: How page builders (Elementor, SiteOrigin) name the boxes of a text, its headings and pictures. CKEditor
#: leaves `cke_widget_wrapper` around a picture that is copied from one text to another.
_TEXT_WIDGET = lazy_regex(
    r"(?<!\S)(?:elementor-widget-(?:text-editor|heading|image(?:-(?:box|gallery))?|gallery|blockquote|table|post-info"
    r"|icon-list|accordion|toggle|(?:jet-listing-)?dynamic-(?:field|image)|theme-post-[\w-]{1,30}"
    r"|wp-widget-(?:text|black-studio-tinymce|media_image))"
    r"|widget_(?:sow-(?:editor|image|headline)|black-studio-tinymce))(?!\S)"
)
_WIDGET = lazy_regex(rf"{_TEXT_WIDGET.pattern}|(?<!\S)widget(?!\S)")
_HOLDER = lazy_regex(
    r"(?<!\S)(?:elementor-widget(?:-(?:wrap|container))?|widget-image-caption|siteorigin-widget-tinymce"
    r"|so-widget-sow-(?:editor|image|headline)[\w-]{0,40}|panel-widget-style|cke?[_-]widget[\w-]{0,40})(?!\S)"
)
#: Whole names of the boxes of comments, in WordPress, Drupal, Joomla's plugins and Vietnamese themes.
_COMMENTS = frozenset(
    "comments commentlist comment-list comments-area comments-wrapper comment-wrapper comment-wrap comment"
    " list-comment list-comments box-comment box-comments binhluan binh-luan list-binhluan box-binhluan"
    " cmt cmts list-cmt box-cmt cmt-list cmt-box disqus_thread jcomments jc kmt-wrap respond".split()
)
#: The box of the article that the page shows below this one.
_NEXT = lazy_regex(r"(?:^|[\s_-])next-?(?:article|post|news|detail)(?:$|[\s_-])", re.I)
#: The boxes that an editor sets into the text, by the whole name their system gives them.
_NAMES = lazy_regex(
    r"VCSortableInPreviewMode.*(?:RelatedNews|link|Vote|Poll)|type=.?RelatedOneNews|relate|lien-?quan"
    r"|link-content-footer|(?:^|[\s_-])(?:tag|tags)(?:$|[\s_-])|insert-?link|inner-?article|news-?other"
    r"|(?:box|list|block)[_-]?(?:tin|news|more|other|hot)|zone--(?:recommend|media)|story--text"
    r"|kbwscwl|(?<![a-z])fyi(?![a-z])|bottom-?info|detail-?(?:tab|comment|tag)|article-?(?:tag|relate|share)|mc-embedded"
    r"|(?:^|\s)fb-(?:post|video|page|like|comments|share)"
    rf"|{_NEXT.pattern}|the-article-(?:tags|related)|notice|live-?stream-?box|tpl-|(?<![a-z])tts(?![a-z])|readspeaker|voice"
    r"|accessibility|userway",
    re.I,
)
#: Boxes that hold facts as well as advertisements; what is in them decides.
_SOFT_NAMES = lazy_regex(r"(?:^|[\s_-])(?:fyi|notice)(?:$|[\s_-])", re.I)
#: What a box has beside it or in it: "with-share", "has-sidebar", "no-comments".
#: A text with a table of contents, and columns of widgets, which hold the article too.
_STATE = lazy_regex(
    r"(?<!\S)(?:(?:with|has|have|no|without|hide|not)[-_][\w-]+|toc[-_](?:content|body|article|source)"
    r"|(?:columns?|row|grid)-widget)(?!\S)"
)
#: A post of WordPress or Ghost has its tags and its section in its class: "post tag-vu-xuan category-tin".
_POST = lazy_regex(r"(?<!\S)(?:post|hentry|type-post|article)(?!\S)")
_POSTED = lazy_regex(r"(?<!\S)(?:tag|category)-[\w-]+")
_PARTS = lazy_regex(r"[a-z]+(?=[A-Z]|\b|_|\d)|[A-Z][a-z]+|[a-z]+")
#: A part of a name with a letter after a digit, as in the hashes of page builders and of scripted styles.
_MIXED = lazy_regex(r"(?<![a-z\d])(?=[a-z]*\d+[a-z])[a-z\d]{4,}(?![a-z\d])", re.I)
_SIZE = lazy_regex(r"\d{2,4}x\d{2,4}", re.I)
_LETTERS = lazy_regex(r"[a-z]{4,}")
_CAPTIONS = lazy_regex(
    r"caption|PhotoCMS_|figcaption|image[_-]?(?:desc|note|title)|(?:photo|img|pic)[_-]?(?:desc|note)|\bImage\b",
    re.I,
)


def names_furniture(element: Element) -> bool:
    """Whether the element's class or id is that of a box beside the article."""
    names, own_id, kind = element.get("class"), element.get("id"), element.get("type")
    if own_id or kind:
        names = f"{names or ''} {own_id or ''} {kind or ''}"
    if not names or element.tag in ("html", "body"):
        return False
    return _is_furniture_name(names.strip())


def names_facts(box: Element) -> bool:
    """Whether the names of a box are only those of boxes that hold facts as well as advertisements."""
    names = names_of(box)
    rest = _SOFT_NAMES.sub(" ", names)
    return rest != names and not _is_furniture_name(rest)


def names_furniture_beside(names: str, word: re.Pattern[str]) -> bool:
    """Whether the names are those of furniture without that word too."""
    return _is_furniture_name(word.sub(" ", names).strip())


def names_next(element: Element) -> bool:
    """Whether the element is named as the box of the article that the page shows below this one."""
    return _NEXT.search(element.get("class") or "") is not None


def names_comments(element: Element) -> bool:
    """Whether the element is named as the box of the readers' comments."""
    names = {*(element.get("class") or "").lower().split(), (element.get("id") or "").lower()}
    return not _COMMENTS.isdisjoint(names)


def _drop_hash(found: re.Match[str]) -> str:
    """The part if it holds a word or the size of an advertisement: in "elementor-20ad2cf", "ad" is chance."""
    part = found.group()
    is_named = _SIZE.search(part) or not _WORDS.isdisjoint(_LETTERS.findall(part.lower()))
    return part if is_named else " "


@lru_cache(maxsize=2048)  # the same boxes are on every page of a site
def _is_furniture_name(names: str) -> bool:
    if "widget" in names:
        names = _HOLDER.sub(" ", _WIDGET.sub(" ", names) if _TEXT_WIDGET.search(names) else names)
    names = _MIXED.sub(_drop_hash, _STATE.sub(" ", names))
    if "tag-" in names and _POST.search(names):
        names = _POSTED.sub(" ", names)
    return _NAMES.search(names) is not None or any(map(_is_furniture_word, names.split()))


def _is_furniture_word(name: str) -> bool:
    if name.lower() in _WORDS or name.lower() in _COMMENTS:
        return True
    return not _WORDS.isdisjoint(part.lower() for part in _PARTS.findall(name))


@lru_cache(maxsize=2048)
def is_caption_name(names: str) -> bool:
    """Whether a value of `class` is that of a picture's caption."""
    return _CAPTIONS.search(names) is not None
