"""Letters, telegrams and notices that a paper prints whole: the name below one signs it.

Who signs a letter of congratulation or condolence did not write for the paper, so the name stays in the text.
"""

import re

from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.normalize.bylines.names import begins_with_family_name, is_reporters
from dvcrawler.patterns import lazy_regex

_LETTER = lazy_regex(
    r"\W*(?:toàn văn |nội dung )?(?:bức )?(?:thư (?:chúc|khen|ngỏ|mừng|mời|kêu gọi|thăm hỏi|chia buồn"
    r"|cảm ơn|cám ơn|động viên"
    r"|của (?:tổng bí thư|(?:phó )?chủ tịch|thủ tướng|bí thư|bộ trưởng|giám đốc|ban|ủy ban|đồng chí)"
    r"|gửi (?:các|toàn thể|cán bộ|nhân dân|đồng bào|thanh niên|học sinh|thầy cô))"
    r"|điện (?:chúc|mừng|chia buồn|thăm hỏi|khen)|lời (?:kêu gọi|chia buồn|cảm tạ|cảm ơn|cám ơn|hiệu triệu)"
    r"|tin buồn|cáo phó)(?!\w)",
    re.I,
)
#: Characters of a farewell that ends with a full stop; longer ones are sentences.
_LONGEST_WITH_STOP = 30
_FAREWELL = lazy_regex(
    r"(?:xin )?(?:trân trọng(?: kính (?:chào|mời|báo))?|kính (?:thư|bút|báo|chào)"
    r"|(?:(?:toàn )?gia đình|nay|đồng|trân trọng|xin) kính (?:báo|cáo|mời)"
    r"|thân (?:ái|mến)|thân ái (?:và )?chào.{0,40}|thay mặt [^,.]{3,60}|người (?:viết thư|làm đơn|viết đơn)"
    r"|(?:xin )?(?:kính|thân|mến|trân trọng(?: kính)?) (?:biếu|tặng|gửi)(?! (?:bạn đọc|độc giả))[^,.]{0,40}"
    r"|(?:kính )?chào (?:thân ái|đoàn kết|trân trọng|quyết thắng).{0,40})\W{0,3}",
    re.I,
)


_LONGEST_THANKS = 80
_THANKS = lazy_regex(
    r"(?:chúng tôi |tôi )?(?:xin )?(?:(?:trân trọng|chân thành|rất|kính) ){0,2}(?:cảm|cám) ơn"
    r"(?: (?:quý|bạn đọc|các bạn|mọi người|toàn thể)[^,.:;]{0,30})?\W{0,3}",
    re.I,
)


def is_letter(title: str) -> bool:
    """Whether the title names a letter, a telegram or an obituary, printed whole."""
    return _LETTER.match(title) is not None


def is_farewell(text: str) -> bool:
    """Whether the line closes a letter: "Trân trọng,", "Chào thân ái!". Thanks end interviews, too."""
    is_sentence = text.endswith(".") and len(text) > _LONGEST_WITH_STOP
    return not is_sentence and _FAREWELL.fullmatch(text) is not None


def is_thanks(text: str) -> bool:
    """Whether the line thanks nobody in particular, as letters and notices end: "Trân trọng cảm ơn!"."""
    return len(text) <= _LONGEST_THANKS and _THANKS.fullmatch(text) is not None


def is_signer(text: str) -> bool:
    """Whether the line has full names only, as below a letter; reporters often have pen names."""
    byline = read_byline(text)
    if byline is None or byline.source or begins_with_label(text, " "):
        return False
    return all(
        author.role is None and begins_with_family_name(author.name) and not is_reporters(author.name)
        for author in byline.authors
    )
