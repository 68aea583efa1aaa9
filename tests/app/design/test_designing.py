"""Designing without a script: begin, add, edit, move, duplicate, delete, undo.

Truth leaned on: the stored document, read back.
"""

from app.services.drafting.documents import every_question, question_of
from tests.app.design.designing import Designer, latest_draft


def codes() -> list[str]:
    """The item codes of the draft begun last, in order."""
    return [question["code"] for _, question in every_question(latest_draft().document)]


def begun(mai: Designer) -> str:
    """A draft with two sections and three questions; gives its address."""
    home = f"/design/{mai.begin().id}"
    mai.send(f"{home}/sections", title="Tiếp cận dịch vụ", is_factor="y")
    mai.send(f"{home}/questions", section="tiep_can_dich_vu", type="rating5", text="Biển chỉ dẫn")
    mai.send(f"{home}/questions", section="tiep_can_dich_vu", type="yes_no", text="Có phải chờ?")
    mai.send(f"{home}/sections", title="")
    mai.send(f"{home}/questions", section="section", type="long_text", text="Góp ý")
    return home


def test_a_blank_questionnaire_has_the_usual_frame_and_scales(mai: Designer) -> None:
    draft = mai.begin("Khảo sát hộ tịch")
    assert draft.code == "khao_sat_ho_tich"
    assert draft.document["languages"] == ["vi"]
    assert draft.document["scales"][0]["code"] == "satisfaction"
    page = mai.page(f"/design/{draft.id}")
    assert "Chưa có phần nào" in page.text


def test_a_questionnaire_begins_from_the_catalogue_or_as_a_copy(mai: Designer) -> None:
    first = mai.begin("Bản của tỉnh", "catalogue:one_stop_short")
    assert first.document["code"] == "ban_cua_tinh"
    assert first.document["title"]["vi"] == "Bản của tỉnh"
    copy = mai.begin("Bản sao", f"draft:{first.id}")
    assert copy.document["sections"] == first.document["sections"]


def test_a_title_of_spaces_is_none(mai: Designer) -> None:
    owner = mai.begin().owner_id
    answer = mai.send("/design/new", status=422, title=" \u202e ", owner=owner, source="blank")
    assert "Cần đặt tên cho bộ câu hỏi" in answer.text
    assert latest_draft().document["title"]["vi"] == "Phiếu hỏi một cửa"


def test_a_code_that_is_taken_is_refused_beside_the_field(mai: Designer) -> None:
    owner = mai.begin("Một").owner_id
    form = {"title": "Một", "owner": owner, "source": "blank", "code": "mot"}
    answer = mai.send("/design/new", status=422, **form)
    assert "Mã này đã được dùng" in answer.text


def test_questions_get_what_is_usual_for_their_type(mai: Designer) -> None:
    begun(mai)
    document = latest_draft().document
    assert codes() == ["bien_chi_dan", "co_phai_cho", "gop_y"]
    signs = question_of(document, "bien_chi_dan")
    assert signs["scale"] == "satisfaction"
    assert signs["satisfied"] == [4, 5]
    assert signs["factor"] == "tiep_can_dich_vu"
    assert signs["na_allowed"] is True
    assert question_of(document, "co_phai_cho")["scale"] == "yes_no"
    assert question_of(document, "gop_y")["role"] == "comment"


def test_a_question_is_edited_and_its_mistakes_stand_beside_the_place(mai: Designer) -> None:
    home = begun(mai)
    address = f"{home}/questions/bien_chi_dan"
    mai.fill(address, text="Biển chỉ dẫn dễ thấy", role="overall", satisfied=["1", "5"])
    stored = question_of(latest_draft().document, "bien_chi_dan")
    assert stored["text"] == {"vi": "Biển chỉ dẫn dễ thấy"}
    assert stored["satisfied"] == [1, 5]
    page = mai.page(address)
    assert "phải là đầu thuận lợi của thang đo" in page.text
    group = next(f for f in page.all("fieldset") if "hài lòng" in f.text)
    assert "thang đo" in group.text


def test_a_new_item_code_is_changed_everywhere(mai: Designer) -> None:
    home = begun(mai)
    rule = f"{home}/questions/gop_y/shown_if"
    mai.send(rule, do="add", item="co_phai_cho", relation="is", answer="yes")
    mai.fill(f"{home}/questions/co_phai_cho", code="cho_doi")
    document = latest_draft().document
    assert question_of(document, "gop_y")["shown_if"] == {"item": "cho_doi", "is": "yes"}
    answer = mai.fill(f"{home}/questions/cho_doi", status=422, code="Chờ đợi")
    assert "chỉ gồm chữ thường không dấu" in answer.text


def test_answers_are_added_a_line_each_and_removed(mai: Designer) -> None:
    home = begun(mai)
    mai.send(f"{home}/questions", section="section", type="several_choices", text="Vì sao?")
    address = f"{home}/questions/vi_sao"
    mai.fill(
        address,
        more_options="Đông người\nThiếu giấy tờ\n\nKhác",
        max_choices="2",
    )
    stored = question_of(latest_draft().document, "vi_sao")
    assert [o["code"] for o in stored["options"]] == ["dong_nguoi", "thieu_giay_to", "khac"]
    assert stored["max_choices"] == 2
    answer = mai.fill(address, status=422, max_choices="nhiều", text="Còn nguyên")
    assert "Nhập một số" in answer.text
    assert "Còn nguyên" in answer.text


def test_questions_move_over_the_edge_of_a_section(mai: Designer) -> None:
    home = begun(mai)
    mai.send(home, do="question-down:bien_chi_dan")
    assert codes() == ["co_phai_cho", "bien_chi_dan", "gop_y"]
    mai.send(home, do="question-down:bien_chi_dan")
    sections = latest_draft().document["sections"]
    assert [q["code"] for q in sections[1]["questions"]] == ["bien_chi_dan", "gop_y"]
    mai.send(home, do="section-up:section")
    assert latest_draft().document["sections"][0]["code"] == "section"
    mai.send(f"{home}/place", code="gop_y", section="tiep_can_dich_vu", place="0")
    assert codes() == ["bien_chi_dan", "gop_y", "co_phai_cho"]


def test_a_duplicate_stands_below_under_its_own_code(mai: Designer) -> None:
    home = begun(mai)
    mai.send(home, do="question-twice:bien_chi_dan")
    assert codes() == ["bien_chi_dan", "bien_chi_dan_2", "co_phai_cho", "gop_y"]


def test_what_is_deleted_comes_back_by_undo_and_goes_again_by_redo(mai: Designer) -> None:
    home = begun(mai)
    before = latest_draft().document
    mai.send(home, do="section-delete:tiep_can_dich_vu")
    assert codes() == ["gop_y"]
    mai.send(f"{home}/history", do="undo")
    assert latest_draft().document == before
    mai.send(f"{home}/history", do="redo")
    assert codes() == ["gop_y"]


def test_undo_goes_back_to_the_beginning_and_not_beyond(mai: Designer) -> None:
    home = begun(mai)
    for _ in range(8):
        mai.send(f"{home}/history", do="undo")
    draft = latest_draft()
    assert draft.document["sections"] == []
    assert draft.step == 0


def test_the_questions_are_searched(mai: Designer) -> None:
    home = begun(mai)
    page = mai.page(f"{home}?q=bien chi")
    assert "Biển chỉ dẫn" in page.text
    assert "Có phải chờ?" not in page.text


def test_a_draft_is_thrown_away_after_asking(mai: Designer) -> None:
    home = begun(mai)
    assert "không thể khôi phục" in mai.page(f"{home}/throw-away").text
    mai.send(f"{home}/throw-away")
    mai.page(home, status=404)


def test_what_does_not_exist_is_not_found_and_no_error(mai: Designer) -> None:
    home = begun(mai)
    for path in ("questions/khong_co", "sections/khong_co", "questions/gop_y/khong_co"):
        mai.page(f"{home}/{path}", status=404)
    for number in (999, 10**20):
        mai.page(f"/design/{number}", status=404)
        mai.page(f"/design/versions/{number}", status=404)
    mai.send(home, do="question-up:khong_co", status=404)
    mai.send(home, do="nothing")
    mai.send(f"{home}/questions", section="section", type="khong_co", text="x")
