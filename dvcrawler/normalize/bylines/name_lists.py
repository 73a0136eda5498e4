"""Syllables of Vietnamese names, and words that look like a name but are not.

Syllables are listed with both positions of the tone mark (Hoà, Hòa) if both are in use. Syllables and
abbreviations are separated by spaces; the other lists by bars, in lower case.
"""

FAMILY_NAMES = (
    "Âu Bạch Bành Bế Bùi Cái Cao Cấn Chu Châu Chử Cù Cung Dương Đàm Đào Đặng Đậu Điền Đinh Đoàn "
    "Đỗ Đồng Giang Giáp Hà Hán Hầu Hồ Hoa Hoàng Hứa Huỳnh Kha Khổng Khuất Khúc Kiều Kim La Lã Lại "
    "Lâm Lê Lều Lò Lộc Lục Lương Lưu Lữ Lý Ma Mã Mạc Mai Mẫn Nghiêm Ngọ Ngô Ngụy Nguyễn Nhâm Nhữ "
    "Ninh Nông Ông Phạm Phan Phí Phó Phù Phùng Phương Quách Quản Quang Sái Sầm Tạ Tăng Thạch Thái "
    "Thẩm Thân Thi Thiều Tiêu Tô Tôn Tống Trà Trác Trang Trần Triệu Trịnh Trương Từ Tưởng Ứng Ưng "
    "Vàng Văn Vi Viên Võ Vũ Vương Xa Yên "
    "Cháng Chẻo Cư Đàng Đổng Giàng Hạng Hờ Lầu Lèng Lù Lường Moong Niê Phàn Quàng Sìn Sùng Tẩn "
    "Thào Tòng Vừ Xồng "
    "Bàng Cầm Doãn Đái Nhan Ngạc Não Phạ Lỗ Hảng Poòng"
)
GIVEN_NAMES = (
    "An Anh Ánh Ân Ái Ấn Bá Bách Bảo Bắc Bằng Bích Biên Bình Bính Bảy Bốn Ca Cảnh Cẩm Cầm Can "
    "Chánh Châu Chi Chí Chiến Chiểu Chinh Chính Chung Chuyên Chương Công Cúc Cương Cường Danh Dân "
    "Dậu Di Diễm Diễn Diện Diệp Diệu Dinh Doan Doanh Du Dung Dũng Duy Duyên Duyệt Dư Đài Đại Đan "
    "Đàn Đáng Đạo Đạt Đăng Đắc Đệ Điểm Điệp Đình Định Đoan Đô Đông Đức Đường Được Gấm Gia Giám "
    "Giao Hạ Hải Hạnh Hanh Hào Hảo Hân Hằng Hậu Hiên Hiến Hiền Hiển Hiện Hiệp Hiếu Hiệu Hinh Hoà "
    "Hòa Hoài Hoan Hoàn Hoạt Hoè Hòe Hội Hồng Hợi Hợp Huân Huấn Huế Huệ Hùng Huy Huyên Huyền "
    "Huyến Hưng Hương Hường Hưởng Hướng Hữu Hy Khả Khải Khang Khánh Khắc Khiêm Khoa Khoái Khoát "
    "Khôi Khuê Khương Kiên Kiểm Kiệm Kiệt Kỳ Kỷ Lam Lan Lạng Lành Lãm Lân Lập Lệ Lễ Lịch Liêm "
    "Liên Liễu Linh Lĩnh Loan Long Lộ Lợi Luân Luận Luật Lụa Luyến Luyện Lực Lượng Ly Mận Mạnh "
    "Mão Mậu Mây Mến Miên Miền Minh Mơ Mùi My Mỹ Na Nam Nụ Nết Năng Năm Nga Ngà Ngân Nghi Nghị "
    "Nghĩa Nghiệp Ngoan Ngọc Ngọ Nguyên Nguyện Nguyệt Nhã Nhàn Nhạn Nhân Nhẫn Nhật Nhi Nhiên "
    "Nhuận Nhung Như Nhường Oanh Phát Phấn Phi Phin Phong Phú Phúc Phụng Phước Phượng Quân Quế "
    "Quốc Quy Quý Quyên Quyền Quyết Quỳnh Sâm Sang Sáng Sao Sinh Song Soạn Son Sơn Sửu Sương Sỹ "
    "Sĩ Tài Tâm Tân Tấn Tần Tạo Tế Thám Thản Thanh Thành Thảnh Thạnh Thảo Thao Thăng Thắm Thắng "
    "Thập Thế Thể Thêm Thi Thị Thích Thiêm Thiên Thiện Thiết Thiệu Thịnh Thọ Thoa Thoan Thỏa "
    "Thoại Thông Thơ Thời Thu Thuần Thuấn Thuận Thuật Thục Thùy Thuỳ Thủy Thuỷ Thúy Thuý Thụy Thuỵ "
    "Thuyên Thuyết Thư Thứ Thực Thương Thường Thưởng Tiên Tiến Tiệp Tín Tình Tĩnh Toan Toàn Toán "
    "Toản Tố Trạch Trâm Trân Tri Trí Triển Triết Triều Trình Trinh Trọng Trúc Trung Trực Trường "
    "Tú Tuân Tuấn Tuất Tuệ Tùng Túc Tuyên Tuyến Tuyền Tuyển Tuyết Tư Tường Tưởng Tửu Tý Tỵ Uyên "
    "Vạn Vân Viễn Việt Vịnh Vinh Vĩnh Vui Vụ Vượng Vy Vỹ Xuyến Xuân Xuyên Ý Yến"
)
#: Places that are the names of persons as often.
NAMED_PLACES = (
    "hà giang|xuân thủy|xuân thuỷ|thái bình|hải dương|hòa bình|hoà bình|xuân trường|trường sơn|thanh liêm"
    "|kim sơn|an giang|kiên giang|bắc giang|long an|vĩnh long|bình dương|bình thuận|bình phước|thái nguyên"
    "|hưng yên|khánh hòa|khánh hoà|hà nam|nam hà|sơn nam|thành nam|thiên trường|mỹ lộc|giao thủy"
    "|giao thuỷ|duy tiên"
)
#: Places of two capitalised syllables: the districts of the province, with those that it was joined with in
#: July 2025, and the provinces before. Lý Nhân is also an author of Báo Ninh Bình (20 October 2016).
PLACES = (
    f"{NAMED_PLACES}|nam định|vụ bản|ý yên|nghĩa hưng|nam trực|trực ninh|kim bảng|hải hậu|hà nam ninh|phủ dầy"
    "|cổ lễ|việt nam|hà nội|hà tây|ninh bình|hải phòng|bắc ninh|bắc kạn|quảng ninh|vĩnh phúc|phú thọ|sơn la"
    "|lai châu|điện biên|lào cai|yên bái|cao bằng|lạng sơn|tuyên quang|thanh hóa|thanh hoá|nghệ an|hà tĩnh"
    "|quảng bình|quảng trị|thừa thiên huế|đà nẵng|quảng nam|quảng ngãi|bình định|phú yên|ninh thuận|kon tum"
    "|gia lai|đắk lắk|đắk nông|lâm đồng|tây ninh|đồng nai|bà rịa|vũng tàu|hồ chí minh|sài gòn|tiền giang"
    "|bến tre|trà vinh|đồng tháp|cần thơ|hậu giang|sóc trăng|bạc liêu|cà mau|hoàng sa|trường sa|biển đông"
    "|trung quốc|hàn quốc|nhật bản|điện biên phủ|bác hồ|lục quân|hải quân|không quân|quốc hội|quốc gia"
)
#: Persons after whom wards and communes are named.
NAMESAKES = (
    "trần hưng đạo|phan đình phùng|trần quang khải|trần quang diệu|trần nhật duật|trần khánh dư|trần tế xương"
    "|trần đăng ninh|trần bình trọng|trần nguyên hãn|trần quốc toản|lý thường kiệt|lý thái tổ|lê hồng phong"
    "|lê thánh tông|lê đại hành|lê thanh nghị|hoàng văn thụ|hoàng hoa thám|hoàng diệu|ngô sĩ liên"
    "|nguyễn thái học|nguyễn thị minh khai|nguyễn văn cừ|nguyễn văn trỗi|nguyễn đình chiểu|nguyễn thiện thuật"
    "|nguyễn bỉnh khiêm|nguyễn thượng mẫn|nguyễn lương bằng|nguyễn cư trinh|phạm ngũ lão|phan bội châu"
    "|phan chu trinh|phan châu trinh|phan thanh giản|tô hiến thành|võ thị sáu|vũ trọng phụng|đinh tiên hoàng"
    "|đặng trần côn|bùi thị xuân|huỳnh thúc kháng|hồ tùng mậu|lương thế vinh|lương khánh thiện"
)
#: Towns and districts with a syllable that is rare in names; others are pen names, too.
FAR_PLACES = (
    "cẩm phả|móng cái|sa pa|tam đảo|côn đảo|phú quốc|cao lãnh|thủ đức|gò vấp|kinh môn|phủ lý|tam điệp|tam kỳ"
    "|nho quan|quỳnh phụ|tiền hải|kiến xương|mê linh|sóc sơn|ba vì|thanh oai|thủ dầu một|gò công|sa đéc"
    "|ngã bảy|cai lậy|buôn hồ|bỉm sơn|sầm sơn|hồng lĩnh|cửa lò|phổ yên|mộc châu|mường lay|điện bàn|đồ sơn"
    "|kiến an|thủy nguyên|cát bà|cát hải|bạch long vĩ|lý sơn|cồn cỏ|cô tô|vân đồn|tủa chùa|mù cang chải"
    "|bình lục|yên khánh|gia viễn|khoái châu|cẩm giàng|ân thi|tiên lữ|mỹ hào|yên mỹ|gia lộc|hưng hà|diễn châu"
    "|quỳnh lưu|yên thành|đô lương|nam đàn|hưng nguyên|nghi lộc|cẩm xuyên|can lộc|thạch hà|lộc hà|hậu lộc"
    "|yên định|thọ xuân"
)
#: The last words of a letter or an announcement, and of a page, in title case.
CLOSINGS = (
    "trân trọng|kính thư|kính bút|kính báo|kính mời|kính chúc|kính chào|kính cáo|thân ái|thân mến|thương tiếc"
    "|xin cảm ơn|cảm ơn|xin chào|chúc mừng|mừng xuân|xuân về|tết nguyên đán|xem video|xem clip|xem ảnh|tải về"
    "|mời xem|xem tiếp|còn tiếp|đọc tiếp|đọc thêm|hết phim|toàn văn|lưu ý|ghi chú|tài liệu|phụ chú|chú thích"
)
#: Papers that are cited by their bare name, which may read like a person's: "Nhân Dân", "Dân Trí".
PAPERS = (
    "dân trí|nhân dân|thanh niên|lao động|người lao động|tuổi trẻ|tiền phong|tin tức|hà nội mới|hànộimới"
    "|đại đoàn kết|quân đội nhân dân|công an nhân dân|pháp luật|pháp luật việt nam|đời sống pháp luật"
    "|đời sống & pháp luật|đời sống và pháp luật|sức khỏe & đời sống|sức khỏe và đời sống|sức khoẻ đời sống"
    "|sức khỏe đời sống|khoa học & đời sống|khoa học và đời sống|gia đình & xã hội|gia đình và xã hội"
    "|giáo dục & thời đại|giáo dục và thời đại|giáo dục việt nam|nông nghiệp việt nam|nông nghiệp|dân việt"
    "|nông thôn ngày nay|kiến thức|tri thức|tri thức trực tuyến|công lý|công luận|nhà báo & công luận"
    "|nhà báo và công luận|người đưa tin|kênh 14|kênh14|soha|bóng đá|thể thao|thể thao & văn hóa"
    "|thể thao văn hóa|ngôi sao|đầu tư|công thương|giao thông|xây dựng|hải quan|biên phòng|phụ nữ"
    "|phụ nữ việt nam|sài gòn giải phóng|an ninh thủ đô|kinh tế đô thị|lao động thủ đô|đất việt|một thế giới"
    "|thế giới và việt nam|mực tím|hoa học trò|văn nghệ|văn hóa|chính phủ|quốc hội|tổ quốc|đảng cộng sản"
    "|thời báo tài chính|thời báo kinh tế|diễn đàn doanh nghiệp|doanh nhân sài gòn|infonet|petrotimes|bizlive"
    "|trí thức trẻ|gia đình việt nam|đại biểu nhân dân|khỏe 365|khỏe & đẹp|tiêu dùng|nhịp sống việt"
    "|saostar|afamily|genk|ictnews|vietq|baotintuc|vietnam plus|vietnamplus|znews|zing news|zing"
)
#: Sections of a paper, and the desks that write them.
DESKS = (
    "thời sự|kinh tế|chính trị|xã hội|văn hóa|văn hoá|văn nghệ|bạn đọc|thể thao|pháp luật|nội chính"
    "|nông nghiệp|nông thôn|công nghiệp|môi trường|giáo dục|khoa giáo|y tế|du lịch|quốc tế|an ninh"
    "|quốc phòng|đô thị|điện tử|truyền hình|phát thanh|phóng sự|ảnh"
)
#: Printed where a name would be: placeholders, menu words, headings, sections.
NO_PERSONS = (
    "bút danh|tác giả|nhiều tác giả|nhóm tác giả|ban biên tập|bbt|tòa soạn|toà soạn|sưu tầm|tổng hợp"
    "|biên tập|internet|đang cập nhật|admin|administrator|quản trị|quản trị viên|tin|bài|video|clip"
    "|nguồn|thực hiện|xem thêm|in bài viết|gửi email|tin liên quan|tin khác|tin nổi bật|tin mới"
    "|liên kết|liên hệ|liên quan|trang chủ|giới thiệu|bình luận|ý kiến bạn đọc|thời tiết|kết luận"
    "|mở đầu|lời kết|phụ lục|quyết nghị|nghị quyết|quyết định|thông báo|điểm báo|dân vận|tuyên giáo"
    "|tổ chức|kiểm tra|đời sống|khoa học|công nghệ|thương mại|tháng giêng|tháng chạp|thứ hai|thứ ba"
    "|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật|doanh nghiệp|thị trường|thế giới|tài chính|kinh doanh"
    "|trong nước|trong tỉnh|hình ảnh|tư liệu|sức khỏe|thanh niên|phụ nữ|nông dân|công đoàn|mặt trận"
    "|quân sự|công an|tư pháp|giao thông|lao động|việc làm|dân số|dân tộc|tôn giáo|đất nước|con người"
    "|nhân vật|hoàng anh gia lai|hồng lĩnh hà tĩnh|sông lam nghệ an|đông á thanh hóa|thép xanh nam định"
    "|bài cuối|kỳ cuối|phần cuối|sự kiện|ghi chép|bút ký|đời thường|tiêu điểm|hết|còn nữa|the end"
    f"|{DESKS}"
)
#: Abbreviations of offices, bodies and papers, which are not a reporter's initials.
ABBREVIATIONS = (
    "BBT BTV TH ST PGS GS "
    "BCH BCĐ BHXH BHYT BVTV CCB CLB CNXH DN GDP HĐND HTX KH KT KTXH LĐLĐ LHPN LTS MTTQ ND NQ "
    "BGH BQL BTC CAH CATP DVC NVH NTM NXB PGD PT QĐ TCCS "
    "QH QPAN STT TDP THCS THPT TL TM TP TTG TTXVN TU TW UB UBND VH VN VOV VTC VTV "
    "ACB BIDV EVN FPT MSB SHB TKV VIB VNPT XHCN NTMNC OCOP ATVSTP BĐBP CAND QĐND SGGP BĐN BND TTX"
)
#: Of which the abbreviations of offices and bodies are put together: "CCVHXH", "TTYT", "VPĐU".
UNITS = (
    "AN BC BCH BCĐ BDV BĐBP BH BQL BTC BTG BTV CA CAH CAX CB CC CCB CLB CN CTTĐT DL DN DV DVC ĐD ĐT ĐTN ĐU "
    "GD GT HC HĐ HND HPN HT HTX HU KH KN KT LĐ MT MTTQ NC NCT ND NN NV NVH PC PGD PN PTNT QL QP QS TA TAND "
    "TB TC TCKT TDTT TH THCS THPT TL TM TN TP TQ TS TT TTĐT TTT TU TW UB UBMT UBND VH VKS VKSND VN VP XD XH "
    "YT"
)
#: In front of where a picture is from, without a colon: "Ảnh Internet"; no person's name begins so.
PICTURE_WORDS = "ảnh hình photo photos image images picture pictures"
#: Words of headings and buttons in English; no person's name has one.
INTERFACE_WORDS = (
    "about author authors posts articles latest recent related views reply comments this us written your our "
    "contributor contributors follow like share"
)
#: A body's name begins so, and no person's.
BODY_SYLLABLES = (
    "ban báo bãi bến bệnh bộ bưu bia chùa chợ cống cục cụm dệt dược hãng hđnd huyện hội kho làng miếu nhà "
    "phòng phường quận sở thôn tin tỉnh toà tòa trạm ubnd uỷ viện xã xóm đảng đền đội ấp ủy"
)
#: The same, by the first two syllables; either alone may begin a name.
BODY_BEGINNINGS = (
    "bảo hiểm|chi bộ|chi cục|chi hội|chi nhánh|chi đoàn|công an|công ty|công đoàn|dân vận|hải quan"
    "|hợp tác|khu dân|khu phố|kiểm lâm|kiểm sát|liên minh|liên đoàn|mặt trận|ngân hàng|quân khu|thanh tra"
    "|thành phố|thị trấn|thị xã|trung tâm|trường học|trường mầm|trường tiểu|trường trung|tổ công|tổ dân"
    "|tổ hợp|văn phòng|đài phát|đài truyền|điện lực|tập đoàn|tổng công|xí nghiệp|siêu thị|may mặc"
)
#: Words of the names of firms, and how others end: "Sun Group", "VietinBank".
FIRM_WORDS = (
    "bank company corp corporation foods gas group holdings insurance jsc land life logistics ltd media "
    "mobile motors pharma solutions steel telecom"
)
#: Goods with which the names of their makers begin: "May Sông Hồng".
FIRM_GOODS = (
    "bánh chè dầu giày giấy gạch gạo gốm gỗ kẹo lúa may mì nhựa nước nệm phân rượu sữa thuốc thép điện"
)
#: Firms that are called as a person might be, and hardly any author is.
FIRMS = (
    "bảo việt|hòa phát|hoà phát|hoa sen|tôn hoa sen|rạng đông|kinh đô|trung nguyên|phú mỹ hưng|điện máy xanh"
    "|thế giới di động|hữu nghị|vĩnh hoàn|đồng tâm|tiền phong|nam dược|vạn thịnh phát|tân hiệp phát"
    "|tân á đại thành|thành thành công|ba huân|sao vàng|hoàng anh gia lai|sao thái dương|vàng phú quý"
    "|đất xanh|tân hoàng minh"
)
FIRM_ENDINGS = "bank|corp|group|land|milk|phone|tel"
#: Behind "Đoàn", which is a family name too: "Đoàn Thanh Hải", "Đoàn Công Minh".
DELEGATIONS = (
    "bác sĩ|ca múa|chèo|chủ tịch|công an|công tác|cơ quan|cơ sở|cải lương|giám sát|huyện|khảo sát|khối"
    "|kiểm tra|kinh tế|kịch|liên ngành|luật sư|nghệ thuật|phường|quốc hội|thanh niên|thanh tra|thành phố"
    "|thể thao|tiếp|tncs|tnxp|trường|tuyên truyền|tỉnh|văn công|xã|xiếc|y bác sĩ|y tế|đại biểu"
)
#: The paper's own staff, unnamed.
STAFF = "pv|p.v|pvs|ctv|phóng viên|cộng tác viên|nhóm pv|nhóm phóng viên|nhóm ctv|pv - ctv"
