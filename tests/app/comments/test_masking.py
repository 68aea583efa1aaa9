"""Masking: what is personal goes, what a reader needs stays.

Truth leaned on: sentences as people write them, all invented, with what must be gone marked by hand
as ‹kind:text›; that no long run of digits is left is searched by Hypothesis.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.comments.marks import Part, Personal, parts
from app.services.comments.masking import masked

HIDDEN = re.compile(r"‹(\w+):([^›]*)›")

SENTENCES = """
Gọi cho tôi số ‹phone:0912345678› nhé.
sđt ‹phone:0912.345.678›, zalo ‹phone:091 234 56 78›
ĐT: ‹phone:+84 912 345 678› hoặc ‹phone:84912345678›
‹phone:(0210) 3 846 456› là máy bàn nhà tôi
‹phone:O912 345 678› va ‹phone:o98.765.4321›
Liên hệ: ‹phone:345678› ở xã
gọi ‹phone:+84 (0)912.345.678› chiều nay
số tôi ‹number:không chín một hai ba bốn năm sáu bảy tám›
Hồ sơ ‹dossier:H46.22-241105-0012› nộp từ tháng 11
mã hồ sơ ‹dossier:000.00.22.H46-241105-0012› trễ hẹn
hồ sơ số ‹dossier:1234/2024› chưa có kết quả
ho so so ‹dossier:00123› chua xong, nộp hồ sơ 3 lần
Số biên nhận: ‹dossier:2456/BN-UBND›, quầy số 5
CCCD ‹identity:025193001234› của tôi
cmnd ‹identity:131234567› cấp 2010
thẻ BHYT ‹identity:GD4250123456789› hết hạn
Hộ chiếu ‹identity:C1234567›
mã ‹identity:025 193 001 234› ghi sai
tài khoản ‹number:1903 4567 8901 234›
Xe biển số ‹plate:19A-123.45› đỗ chắn lối
xe ‹plate:19-B1 234.56›, bks ‹plate:88k1 2345›
Mail ‹email:nguyenvana@gmail.com› hoặc ‹email:hoa.lan (at) yahoo.com›
trang ‹link:facebook.com/nguyen.van.a.123› của tôi
Sinh ngày ‹birth:12/3/1965›, vợ sinh năm ‹birth:1958›
Anh ‹name:Nguyễn Văn Tuấn› ở quầy 3 rất nhiệt tình
chị ‹name:Hoa› hướng dẫn tận tình, cô ‹name:Lan› cũng vậy
Cảm ơn anh ‹name:Hùng›, ‹name:Lan› và ‹name:Tuấn› đã giúp
cán bộ ‹name:Trần Thị Thu Hà› giải quyết nhanh
can bo ‹name:nguyen thi hoa› rat nhiet tinh
ANH ‹name:NGUYỄN VĂN NAM› THÁI ĐỘ KHÔNG TỐT
‹name:NGUYEN VAN BINH› phuc vu kem
bác sĩ ‹name:Mai› khám kỹ, BS. ‹name:Dũng› cũng tốt
Chị ‹name:H›. ở quầy tiếp nhận
tôi là ‹name:Lê Quốc Khánh›, xã Hy Cương
bà ‹name:nguyễn thị lan› đã già
Đồng chí ‹name:Vàng A Páo› giúp dân, đ/c ‹name:Hùng› thì không
Chủ tịch UBND xã ‹name:Nguyễn Đức Thắng› hứa
Bác ‹name:Ba› ở xóm 2 nói
Nhân viên tên ‹name:Đức› ăn nói cộc lốc
Cô ‹name:Thu Hương›, Phòng Nội vụ
Cảm ơn ‹name:Phạm Minh Châu› nhiều
chị ‹name:hoa› quầy 3 rất nhiệt tình, anh ‹name:tuấn› cũng vậy
cô ‹name:thu hương› dạy con tôi, bác ‹name:hùng› bảo vệ
CHỊ ‹name:HẰNG› Ở QUẦY 2 NÓI TRỐNG KHÔNG
gặp a ‹name:Tuấn›, c ‹name:Hoa› hỏi; Mr ‹name:Nam›, Ms. ‹name:Linh› và ys ‹name:Bình›
Tôi là ‹name:Phạm Thị Mơ›, CCCD ‹identity:025000000123›
chị Kế toán, cô Chủ nhiệm, thầy Hiệu trưởng, anh Công an
anh hùng lao động, chị hiền lành, cô thu phí, ông bình tĩnh
Cán bộ nhiệt tình, bà con yên tâm, anh em đều khen, em thấy tốt
Bác sĩ khám kỹ, điều dưỡng nhẹ nhàng, bảo vệ thân thiện
Tên thủ tục khó hiểu, em nên làm lại, chị em chờ lâu
anh lý do gì mà chậm, anh làm nhanh lên
Anh chị ở Trung tâm rất tốt, ông bà ngoại tôi khen
cán bộ Một cửa hướng dẫn, cán bộ UBND xã, chuyên viên Sở Tư pháp
Cảm ơn anh. Trung tâm rất sạch
đường Trần Phú ngập, trường Nguyễn Huệ, Bệnh viện Bạch Mai, thủ đô Hà Nội
Năm học 2023-2024 từ 24/11/2024 đến 26/11/2024, ngày 24/11/2024 08:30
nộp 12.500.000 đồng, phí 15.000 đ, 100.000 - 200.000 đồng
lấy số 123 lúc 8h30, chờ 45 phút, đi 3, 4 lần
không một hai lần mà ba bốn năm rồi
""".strip().splitlines()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_personal_goes_and_the_rest_stays(sentence: str) -> None:
    written = HIDDEN.sub(r"\2", sentence)
    assert masked(written) == HIDDEN.sub(r"⟦\1⟧", sentence)


@pytest.mark.parametrize(
    "disguised", ["０９１２３４５６７８", "0\u200b912\u200b345678", "0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "٠٩١٢٣٤٥٦٧٨"]
)
def test_disguised_digits_are_digits(disguised: str) -> None:
    assert masked(disguised) == "⟦phone⟧"


def test_a_mark_that_somebody_wrote_is_none() -> None:
    assert masked("⟦name⟧ là ai") == "name là ai"


def test_a_masked_text_falls_into_words_and_marks() -> None:
    assert list(parts(masked("anh Hùng, 0912345678"))) == [
        Part("anh "),
        Part("", Personal.NAME),
        Part(", "),
        Part("", Personal.PHONE),
    ]


PIECES = st.sampled_from(
    [*"0123456789", "0912", "o", ".", "-", " ", "/", "(", "+", "a", "sđt ", "H46"]
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_run_of_eight_digits_is_ever_left(text: str) -> None:
    assert not re.search(r"\d{8}", masked(text))


@given(
    st.integers(10**7, 10**9 - 1), st.lists(st.sampled_from(["", " ", ".", "-", ". "]), min_size=9)
)
def test_a_phone_number_is_found_however_it_is_spaced(rest: int, between: list[str]) -> None:
    digits = f"0{rest}"
    spaced = "".join(a + b for a, b in zip(digits, [*between, "", ""], strict=False))
    left = masked(f"máy của tôi: {spaced} nhé")
    assert sum(c.isdigit() for c in left) == 0, left
