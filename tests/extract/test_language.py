"""Texts in English on a site whose other texts are Vietnamese."""

import pytest

from dvcrawler.extract.language import doubt_language, is_english
from tests.extract.notice_pages import PROSE, make_page, read

ENGLISH = (
    "The evening class is held at the cultural house of the ward every Tuesday, with chairs borrowed from the school.",
    "Volunteers teach elderly residents how to switch on a phone and file documents with the People's Committee.",
    "Ms Trần Thị Sửu of Thanh Lợi commune signed her first digital document last week and asked for a printed copy.",
)


def test_an_english_article_is_named_so():
    body = "".join(f"<p>{text}</p>" for text in ENGLISH)
    record = read(make_page(body, title="Grandmothers learn to sign digitally"))
    assert (record["language"], record["body"]) == ("en", "\n\n".join(ENGLISH))
    assert read(make_page(PROSE))["language"] == "vi"


@pytest.mark.parametrize(
    "text",
    [
        "Lop hoc toi duoc mo tai nha van hoa phuong moi toi thu ba, ban ghe muon cua truong mau giao ben canh, ai cung vui.",
        "Xã Thanh Lợi mở lớp học. The class is held at the cultural house of the ward every Tuesday and Thursday evening.",
        "Danh sách: VNPT, FPT, Viettel, MobiFone, CMC, BKAV, Vingroup, Hoa Phat, Masan, TH, Vinamilk, Sabeco, PNJ, DHG, REE",
        "",
        "The class is full.",
    ],
)
def test_unmarked_vietnamese_a_mixed_text_and_a_few_words_are_not(text):
    assert not is_english(
        (text, "Sáng nay, ủy ban xã họp bàn việc nạo vét kênh tiêu trước mùa mưa bão.")
        if "Xã" in text
        else (text,)
    )


@pytest.mark.parametrize(
    "text",
    [
        "越南共产党中央委员会总书记今天上午在河内会见了来访的代表团，双方就进一步加强两国友好合作关系交换了意见，并一致同意扩大贸易往来，共同维护地区和平稳定与发展。",
        "នាយករដ្ឋមន្ត្រីបានជួបជាមួយគណៈប្រតិភូនៅទីក្រុងហាណូយនៅព្រឹកថ្ងៃនេះ ហើយភាគីទាំងពីរបានពិភាក្សាអំពីកិច្ចសហប្រតិបត្តិការ",
        "ນາຍົກລັດຖະມົນຕີໄດ້ພົບປະກັບຄະນະຜູ້ແທນທີ່ນະຄອນຫຼວງຮ່າໂນ້ຍໃນຕອນເຊົ້າວັນນີ້ ແລະສອງຝ່າຍໄດ້ປຶກສາຫາລືກ່ຽວກັບການຮ່ວມມື",
        "Le Premier ministre a reçu ce matin une délégation de parlementaires français en visite de travail dans le pays.",
        "El primer ministro recibió esta mañana en la capital a una delegación de parlamentarios en visita de trabajo.",
        "Hlăm hruê anei, phung khua mil knŭk kna hơĭt mơ̆ng buôn sang nao kơ sang hră čiăng mĭn kơ bruă knuă mrâo.",
        "Kơchơ̆t năr âu, bôl pơlei pơm tơdrong bơ̆ jang đĕch đơ̆ng hnam trŏ, athei đe hơmet trong nam, hnam hŏk.",
        "Hnub no, cov thawj coj hauv lub zos tau sib tham nrog cov neeg nyob hauv zej zog txog kev ua liaj ua teb.",
        "Премьер-министр принял сегодня утром в Ханое делегацию, и стороны обсудили меры по расширению сотрудничества.",
    ],
)
def test_an_edition_in_another_language_is_said_not_to_be_vietnamese(text):
    record = read(make_page(f"<p>{text}</p>" * 2 + f"<p>{text} 2023</p>", title=text[:30]))
    assert [(each["field"], each["code"]) for each in record["problems"]] == [("language", "other_language")]


@pytest.mark.parametrize(
    "text",
    [
        "Vào vòng hai: Djokovic, Alcaraz, Sinner, Medvedev, Zverev, Ruud, Fritz, Tiafoe, Rune, Tsitsipas, Dimitrov, Paul, Hurkacz.",
        "Đội tuyển xã: Y Phôn Niê, H'Hen Niê, K'sor H'Blăm, Siu Blah, Rơ Chăm Tuyên, A Thút, Y Moan Êñuôl, H'Zina Bya.",
        "Man City - Real Madrid 4-0, Inter - AC Milan 1-0, Sevilla - Juventus 2-1, Roma - Bayer Leverkusen 1-0, Lens - PSG 3-1.",
        "Sang nay xa ra quan nao vet tuyen kenh cap hai, moi nguoi phai mang theo cuoc xeng, theo ke hoach cua hop tac xa.",
        "HLV Erik ten Hag cho biết Bruno Fernandes, Marcus Rashford, Casemiro và Raphael Varane sẽ vắng mặt ở Old Trafford.",
    ],
)
def test_names_of_foreigners_and_peoples_or_missing_marks_are_no_other_language(text):
    assert doubt_language((text, text)) == ()
