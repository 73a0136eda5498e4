"""The stock of sentence patterns, by theme. `{slot}` names a kind of word in `words`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    sentences: tuple[str, ...]
    captions: tuple[str, ...]


POLITICS = Theme(
    titles=(
        "Đảng bộ xã {xa} ({huyen}) đổi mới sinh hoạt chi bộ",
        "{coquan} sơ kết công tác vận động quần chúng",
        "Huyện {huyen} lắng nghe ý kiến nhân dân để {muctieu}",
        "Cán bộ xã {xa} gần dân, sát cơ sở",
        "Hội nghị triển khai nhiệm vụ trọng tâm về {muctieu}",
    ),
    leads=(
        (
            "{buoi} {ngay}, {coquan} mở hội nghị kiểm điểm kết quả thực hiện nhiệm vụ sáu tháng và"
            " bàn giải pháp {muctieu} trong thời gian tới. Đồng chí {ten}, {chuc} {xa} chủ trì hội"
            " nghị."
        ),
        (
            "Nhiều năm liền, Đảng bộ xã {xa} ({huyen}) giữ vững nền nếp sinh hoạt, phân công đảng "
            "viên phụ trách hộ và nhờ đó từng bước {muctieu}."
        ),
        (
            "Với cách làm kiên trì, hướng về cơ sở, {coquan} đã cùng các đoàn thể của huyện "
            "{huyen} tạo được sự đồng thuận cao khi bắt tay vào việc {muctieu}."
        ),
    ),
    sentences=(
        (
            "Hội nghị đã nghe báo cáo của {coquan} về kết quả {nho} năm thực hiện chương trình "
            "hành động, trong đó có {so} việc được giao thời hạn cụ thể cho từng tập thể và cá "
            "nhân."
        ),
        (
            "Đảng ủy xã {xa} giao mỗi chi ủy viên phụ trách một tổ dân cư, hằng tháng báo cáo tình"
            " hình với chi bộ và ghi lại những kiến nghị chưa được giải quyết."
        ),
        (
            "Qua {nho} hội nghị đối thoại, đã có {so} lượt ý kiến được trả lời ngay tại chỗ, số "
            "còn lại chuyển cơ quan chuyên môn của huyện {huyen} xem xét."
        ),
        (
            "Đồng chí {ten}, {chuc} {xa} yêu cầu các chi bộ bám sát kế hoạch đã duyệt, không để "
            "việc tồn đọng kéo dài sang quý sau."
        ),
        (
            "Công tác kiểm tra, giám sát được tiến hành thường xuyên; trong năm cấp ủy đã kiểm tra"
            " {so} lượt tổ chức đảng, kịp thời nhắc nhở những nơi làm chưa đến nơi đến chốn."
        ),
        (
            "Tỷ lệ chi bộ hoàn thành tốt nhiệm vụ đạt {pct}, cao hơn cùng kỳ, và số đảng viên mới "
            "kết nạp là {so} đồng chí, phần đông ở độ tuổi dưới ba mươi."
        ),
        (
            "Cán bộ văn phòng một cửa xã {xa} nhận và trả {nghin} hồ sơ, tỷ lệ đúng hạn đạt {pct},"
            " người dân không phải đi lại nhiều lần."
        ),
        (
            "Từ thực tế đó, {coquan} rút ra bài học là phải công khai mọi khoản đóng góp, việc gì "
            "dân chưa rõ thì giải thích cho đến khi rõ."
        ),
        (
            "Việc học tập và làm theo gương người tốt được gắn với {muctieu}, mỗi cơ quan chọn một"
            " việc khó để làm dứt điểm trong năm."
        ),
        (
            "Phong trào {mohinh} do các đoàn thể huyện {huyen} phát động đã có {so} tập thể đăng "
            "ký, nhiều nơi vượt chỉ tiêu đề ra ngay từ đợt đầu."
        ),
    ),
    captions=(
        "Quang cảnh hội nghị của {coquan}.",
        "Đồng chí {ten} phát biểu ý kiến tại hội nghị.",
        "Cán bộ xã {xa} ({huyen}) trao đổi công việc với nhân dân.",
    ),
)

ECONOMY = Theme(
    titles=(
        "Xã {xa} ({huyen}) mở rộng diện tích {cay}",
        "Hiệu quả mô hình {mohinh} ở {huyen}",
        "Nghề {nghe} ở {xa} tìm đầu ra mới",
        "Nông dân {huyen} bước vào {vu}",
        "Nuôi {vat} theo hướng an toàn ở xã {xa}",
    ),
    leads=(
        (
            "Những năm gần đây, nông dân xã {xa} ({huyen}) mạnh dạn chuyển đất cấy lúa kém hiệu "
            "quả sang trồng {cay}, mỗi héc ta cho thu {trieu} một vụ."
        ),
        (
            "Từ một nghề phụ lúc nông nhàn, nghề {nghe} ở {xa} nay đã thu hút hơn {so} lao động và"
            " mang về doanh thu {ty} mỗi năm."
        ),
        (
            "Bước vào {vu}, huyện {huyen} phấn đấu gieo trồng {nghin} ha, trong đó {cay} chiếm "
            "{pct} diện tích và được bao tiêu ngay từ đầu vụ."
        ),
    ),
    sentences=(
        (
            "Gia đình ông {ten} ở thôn {nho}, xã {xa} hiện có {so} sào {cay}, mỗi năm trừ chi phí "
            "còn lãi {trieu}, gấp {nho} lần so với cấy lúa."
        ),
        (
            "Theo ông {ten}, {chuc} {xa}, cái khó lớn nhất là giá vật tư tăng {pct} trong khi giá "
            "bán {cay} chưa ổn định."
        ),
        (
            "Hợp tác xã ký hợp đồng với {dn}, cung ứng giống và thu mua toàn bộ {cay} của {so} hộ "
            "thành viên theo giá thỏa thuận."
        ),
        (
            "Toàn huyện {huyen} có {nghin} ha nuôi {vat}, sản lượng năm nay ước đạt {nghin} tấn, "
            "tăng {pct} so với năm trước."
        ),
        (
            "Từ nguồn vốn vay ưu đãi {ty}, {so} hộ ở {xa} đã đầu tư máy làm đất, máy cấy và kho "
            "lạnh bảo quản nông sản."
        ),
        (
            "{dn} đầu tư {ty} xây dựng nhà xưởng trên địa bàn, tạo việc làm cho {so} lao động với "
            "thu nhập bình quân {trieu} mỗi tháng."
        ),
        (
            "Nghề {nghe} có từ lâu đời, song để đứng được trên thị trường, các hộ phải đổi mẫu mã "
            "và liên kết với nhau thành tổ sản xuất."
        ),
        (
            "Trung tâm Khuyến nông mở {so} lớp tập huấn kỹ thuật trồng {cay}, phát {nghin} tờ tài "
            "liệu, cử cán bộ theo sát từng cánh đồng."
        ),
        (
            "Mô hình {mohinh} sau {nho} năm đã giúp giảm {pct} lượng phân bón, nước tưới được dùng"
            " tiết kiệm hơn mà năng suất vẫn giữ vững."
        ),
        (
            "Dự kiến đến năm tới, xã {xa} nâng diện tích {cay} lên {so} ha, hình thành vùng sản "
            "xuất tập trung gắn với chế biến."
        ),
    ),
    captions=(
        "Nông dân xã {xa} ({huyen}) chăm sóc {cay}.",
        "Sản xuất tại {dn}, huyện {huyen}.",
        "Thợ nghề {nghe} ở {xa} hoàn thiện sản phẩm.",
    ),
)

SOCIETY = Theme(
    titles=(
        "Phụ nữ xã {xa} giúp nhau thoát nghèo",
        "{lehoi} ở xã {xa} ({huyen}) thu hút đông khách",
        "Trạm y tế xã {xa} chăm sóc sức khỏe ban đầu",
        "Trường học huyện {huyen} chuẩn bị năm học mới",
        "Mô hình {mohinh} lan tỏa ở khu dân cư",
    ),
    leads=(
        (
            "Chị {ten} ở xã {xa} ({huyen}) là người khởi xướng tổ tiết kiệm của phụ nữ trong thôn;"
            " sau {nho} năm, {so} gia đình đã có vốn làm ăn."
        ),
        (
            "Giữ nếp xưa trong đời sống mới, nhân dân xã {xa} duy trì {lehoi} với sự tham gia của "
            "{so} nghệ nhân và đông đảo du khách."
        ),
        (
            "Ngành y tế và giáo dục huyện {huyen} cùng các đoàn thể đang có nhiều việc làm thiết "
            "thực hướng tới {muctieu}, được nhân dân ghi nhận."
        ),
    ),
    sentences=(
        (
            "Mỗi tháng chi hội họp một lần, mỗi người góp {trieu} để xoay vòng cho hội viên khó "
            "khăn vay, không tính lãi trong {nho} tháng đầu."
        ),
        (
            "Bác sĩ {ten} ở trạm y tế xã {xa} cho biết số lượt khám trong quý là {nghin}, trong đó"
            " {pct} là người cao tuổi và trẻ em."
        ),
        (
            "Năm học này huyện {huyen} có {so} phòng học được sửa chữa, tổng kinh phí {ty}, hoàn "
            "thành trước ngày khai giảng."
        ),
        (
            "Trong {lehoi}, các trò chơi dân gian được phục dựng, đội thi của xã {xa} do cụ {ten} "
            "hướng dẫn giành nhiều giải cao."
        ),
        (
            "Tổ tự quản gồm {so} thành viên thay nhau thu gom rác, trồng hoa ven đường, nhắc nhở "
            "các hộ phân loại tại nhà."
        ),
        (
            "Những ngôi nhà tình nghĩa trị giá {trieu} được trao cho gia đình chính sách, phần lớn"
            " do {dn} và bà con xa quê đóng góp."
        ),
        (
            "Câu lạc bộ gia đình hạnh phúc ở {xa} sinh hoạt đều đặn, mời cán bộ tư pháp về nói "
            "chuyện pháp luật, hòa giải thành {pct} số vụ việc."
        ),
        (
            "Đoàn Thanh niên huyện {huyen} tổ chức {so} buổi tình nguyện, làm mới {nho} km đường "
            "hoa và tặng {nghin} cuốn vở cho học sinh nghèo."
        ),
        ("Nhờ {mohinh}, cảnh quan thôn xóm thay đổi rõ rệt, không còn điểm tồn lưu rác thải dọc kênh mương."),
        (
            "Chị {ten} chia sẻ, niềm vui lớn nhất là thấy lớp trẻ trong xã {xa} biết yêu nếp quê "
            "và muốn ở lại lập nghiệp."
        ),
    ),
    captions=(
        "Hội viên phụ nữ xã {xa} ({huyen}) trong ngày ra quân.",
        "Một tiết mục trong {lehoi} ở xã {xa}.",
        "Cán bộ y tế khám bệnh cho nhân dân xã {xa}.",
    ),
)

#: Sentences that fit every theme.
COMMON = (
    (
        "Phát huy kết quả đó, thời gian tới huyện {huyen} tiếp tục rà soát từng tiêu chí, ưu tiên "
        "nguồn lực cho những xã còn khó khăn để {muctieu}."
    ),
    (
        "Tuy nhiên, theo đánh giá của {coquan}, vẫn còn {pct} số đơn vị triển khai chậm, cách làm "
        "dàn trải, thiếu người đủ năng lực."
    ),
    (
        "Tính đến ngày {ngay}, tổng nguồn lực huy động đạt {ty}, trong đó nhân dân đóng góp {pct} "
        "bằng ngày công và hiến đất."
    ),
    (
        "Các xã {xa}, {xa} và {xa} là những nơi đi đầu, được chọn để rút kinh nghiệm trước khi "
        "nhân ra toàn huyện."
    ),
    (
        "Ông {ten}, {chuc} {xa} cho rằng muốn bền lâu thì phải bắt đầu từ nhận thức của người dân "
        "và sự gương mẫu của cán bộ."
    ),
    (
        "Từ năm {nam} đến nay, {so} công trình lớn nhỏ đã được đưa vào sử dụng, làm thay đổi diện "
        "mạo vùng quê."
    ),
    (
        "Kết quả này được {coquan} ghi nhận bằng nhiều hình thức khen thưởng, song điều quý hơn là"
        " lòng tin của nhân dân ngày một vững."
    ),
)

INTERTITLES = (
    "Bắt đầu từ việc nhỏ",
    "Cách làm mới ở cơ sở",
    "Khó khăn cần tháo gỡ",
    "I. NHỮNG KẾT QUẢ BƯỚC ĐẦU",
    "II. NHIỆM VỤ VÀ GIẢI PHÁP",
    "1. Về công tác chỉ đạo",
    'Giữ vững "ba cùng" với dân',
    "Hướng đi cho những năm tới",
)

THEMES = (POLITICS, ECONOMY, SOCIETY)
