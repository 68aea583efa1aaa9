"""Factors, indices and shared scales.

Truth leaned on: the stored document, read back.
"""

from app.services.drafting.documents import question_of
from tests.app.design.designing import Designer, latest_draft
from tests.app.design.test_designing import begun


def test_factors_are_added_retitled_and_removed(mai: Designer) -> None:
    home = begun(mai)
    mai.send(f"{home}/indices", do="add", new="Thái độ phục vụ")
    mai.send(f"{home}/indices", do="save", **{"factor-thai_do_phuc_vu": "Thái độ"})
    factors = latest_draft().document["factors"]
    assert [f["title"]["vi"] for f in factors] == ["Tiếp cận dịch vụ", "Thái độ"]
    mai.send(f"{home}/indices", do="remove:tiep_can_dich_vu")
    assert "factor" not in question_of(latest_draft().document, "bien_chi_dan")


def test_indices_are_chosen_with_the_questions_that_feed_them(mai: Designer) -> None:
    home = begun(mai)
    mai.send(f"{home}/indices", do="formulas", formula=["people_top2", "items_top2"])
    assert "Chưa có câu hỏi nào đưa vào chỉ số này" in mai.page(f"{home}/indices").text
    address = f"{home}/indices/items_top2"
    mai.send(address, which="own", item=["bien_chi_dan"])
    formulas = latest_draft().document["formulas"]
    assert formulas == [{"id": "people_top2"}, {"id": "items_top2", "items": ["bien_chi_dan"]}]
    mai.send(address, which="default", item=["bien_chi_dan"])
    assert latest_draft().document["formulas"][1] == {"id": "items_top2"}
    mai.page(f"{home}/indices/mean_5", status=404)


def test_a_scale_of_five_lines_becomes_the_levels_of_a_rating(mai: Designer) -> None:
    home = begun(mai)
    lines = "Rất kém\nKém\nTrung bình\nTốt\nRất tốt"
    mai.send(f"{home}/scales", do="add", name="Chất lượng", lines=lines)
    scale = latest_draft().document["scales"][-1]
    assert scale["code"] == "chat_luong"
    assert [o["code"] for o in scale["options"]] == ["1", "2", "3", "4", "5"]
    mai.fill(f"{home}/questions/bien_chi_dan", scale="chat_luong")
    assert question_of(latest_draft().document, "bien_chi_dan")["scale"] == "chat_luong"
    mai.send(f"{home}/scales", do="remove:chat_luong")
    assert latest_draft().document["scales"][-1]["code"] == "chat_luong"
    texts = ["", "Kém", "Vừa", "Tốt", "Rất tốt"]
    mai.send(f"{home}/scales", do="reword:chat_luong", text=texts)
    assert "Còn thiếu lời tiếng Việt" in mai.page(f"{home}/scales").text


def test_a_factor_without_a_title_and_a_scale_without_answers_are_told_beside_the_field(
    mai: Designer,
) -> None:
    home = begun(mai)
    before = latest_draft().document
    factors = mai.send(f"{home}/indices", status=422, do="add", new=" ")
    assert "Cần đặt tên cho yếu tố." in factors.text
    scales = mai.send(f"{home}/scales", status=422, do="add", name="Chất lượng", lines="\n")
    assert "Cần ghi các phương án của thang đo, mỗi dòng một phương án." in scales.text
    assert 'value="Chất lượng"' in scales.text
    assert latest_draft().document == before
