"""Made-up articles of several sites, some of which take text from one another, and which do is known.

The texts are made of a few thousand set phrases, so that strangers share many of them, and of the formulas
that real articles are full of: slogans, titles of officials, openings of meetings, agendas.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

FORMULAS = tuple(Path(__file__).with_name("formulas.txt").read_text("utf-8").splitlines())
#: Of every hundred articles of the benchmark, as many take text in each of these ways.
WAYS = {"edited": 4, "cut": 3, "extended": 3, "quoted": 4}
SYLLABLES = """
an ba bac ban bao bay be ben bich bien biet binh bo boi bon bu buoc ca cac cach cai cam can cang
canh cao cau cay cha chan chau che chi chien cho chon chu chua chuan chung chuoi chuyen co con
cong cu cua cung cuoc da dai dan dang danh dao dat dau day de den di dia dich diem dien dieu
dinh do doan doc doi don dong du dua duc dung duoc duong em gap gia giai giam gian giao gieo gio
gioi giong giu go gom hai ham han hang hanh hao hat hau he hien hiep hieu hinh ho hoa hoach hoan
hoat hoc hoi hom hop huan hung huong huyen ich it keo ket kha khac khai kham khan khang khao khe
khi khoa khoi khong khu khuc khung kien kiem kinh ky la lai lam lan lang lap lau le len lich
lien linh lo loai loc loi lon long lop lua luc luon luong ly ma mai man mang mat may men mien
minh mo moi mon mong mot mua muc muoi muon nam nang nao nay nen ngan ngay nghe nghi nghia ngoai
ngon ngu nguoi nguon nha nhac nhan nhap nhat nhau nhien nhiet nho nhu nhuan noi nong nu nui nuoc
nuoi o ong pha phai pham phan phap phat phien phim pho phong phu phuc phuong qua quan quang que
quoc quy quyen ra rau reo rieng ro rong ruong sach san sang sau say sinh so soat son song su sua
sung tac tai tam tan tang tao tap tat te tham than thang thanh thao thay the theo thi thich
thiet thieu thinh tho thoi thon thong thu thua thuan thuc thuoc thuong thuy ti tich tien tiep
tieu tim tin tinh to toa toan toc toi ton tong tot tra trai tran trang tre tren tri trien trinh
tro trong tru truc trung truoc truong truyen tu tuan tung tuoi tuong tuyen uong uu van vang vao
vat ve ven vi viec vien viet vinh vo voi von vu vua vui vung vuon xa xanh xay xe xem xin xong xu
xua xuan xuat xung y yen yeu
""".split()


@dataclass(frozen=True, slots=True)
class Made:
    """`family` is the number of the article that the text was taken from; its own where `way` is None."""

    number: int
    site: str
    family: int
    way: str | None
    body: str


class Writer:
    """Writes texts; the same seed gives the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        pick = self._random.choice
        self._phrases = [[pick(SYLLABLES) for _ in range(self._random.randint(2, 7))] for _ in range(4000)]
        weights = [1 / (place + 10) for place in range(len(self._phrases))]
        self._weights = list(accumulate(weights))

    def write(self, syllables: int, formulas: int) -> str:
        """About as many syllables in sentences, the formulas among them included."""
        sentences = [self._random.choice(FORMULAS) for _ in range(formulas)]
        missing = syllables - sum(len(each.split()) for each in sentences)
        while missing > 0:
            sentences.append(self._sentence())
            missing -= len(sentences[-1].split())
        self._random.shuffle(sentences)
        return ". ".join(sentences) + "."

    def _sentence(self) -> str:
        words: list[str] = []
        length = self._random.randint(12, 30)
        while len(words) < length:
            if self._random.random() < 0.35:
                words += self._random.choices(self._phrases, cum_weights=self._weights)[0]
            else:
                words.append(self._random.choice(SYLLABLES))
        return " ".join(words).capitalize()

    def take(self, text: str, way: str) -> str:
        """Another site's version of the text."""
        words = text.split()
        if way == "edited":
            return " ".join(self._edited(words, 0.06))
        if way == "cut":
            return " ".join(self._edited(words[: len(words) * self._random.randint(45, 70) // 100], 0.01))
        if way == "extended":
            return f"{text} {self.write(len(words) * self._random.randint(25, 60) // 100, 1)}"
        length = len(words) * 3 // 10
        start = self._random.randrange(len(words) - length)
        new = self.write(len(words) * 7 // 10, 2).split(". ")
        new.insert(len(new) // 2, " ".join(self._edited(words[start : start + length], 0.01)))
        return ". ".join(new)

    def _edited(self, words: list[str], part: float) -> list[str]:
        """Words replaced, left out or put in."""
        edited = []
        for word in words:
            roll = self._random.random()
            edited += [word] if roll > part else self._random.choice([[], [SYLLABLES[0]], [word, "thêm"]])
        return edited


def write_articles(count: int, sites: int, seed: int = 1) -> Iterator[Made]:
    """Articles of a hundred to seven hundred syllables, a sixth of them formulas."""
    writer, chance = Writer(seed), random.Random(seed)
    held: list[Made] = []
    ways = [None] * (100 - sum(WAYS.values())) + [way for way, often in WAYS.items() for _ in range(often)]
    for number in range(count):
        way = chance.choice(ways) if held else None
        site = f"site{chance.randrange(sites)}"
        given = chance.choice(held) if way else None
        if way is None or given is None or given.site == site:
            syllables = chance.randint(100, 700)
            body = writer.write(syllables, chance.randint(1, 1 + syllables // 120))
            made = Made(number, site, number, None, body)
            held = [*held[-500:], made]
        else:
            made = Made(number, site, given.number, way, writer.take(given.body, way))
        yield made
