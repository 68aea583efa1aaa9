"""Invented comments, by how satisfied their writer is.

Some name people or leave a number, as real ones do: invented too, and masked before anybody reads.
"""

REMARKS: dict[bool, tuple[str, ...]] = {
    True: (
        "Cán bộ hướng dẫn tận tình, dễ hiểu.",
        "Giải quyết nhanh hơn ngày hẹn, tôi rất hài lòng.",
        "Chỗ ngồi chờ sạch sẽ, có nước uống. Cảm ơn Trung tâm.",
        "Tôi lớn tuổi, được giúp điền tờ khai nên rất yên tâm.",
        "Lấy số thứ tự nhanh, không phải chen lấn.",
        "Thái độ niềm nở, mong giữ được như vậy.",
        "Nộp hồ sơ qua mạng rồi chỉ phải đến một lần.",
        "Nhân viên nhẹ nhàng, giải thích cặn kẽ.",
        "Nên có thêm ghế cho người già và phụ nữ có thai.",
        "Cảm ơn chị Nguyễn Thị Thu Hằng ở quầy tiếp nhận đã giúp tôi tận tình.",
        "Anh Dũng giải thích cặn kẽ, làm việc nhanh gọn.",
        "Bác sĩ Lê Minh Khôi khám kỹ, dặn dò chu đáo.",
        "Can bo huong dan nhiet tinh, cho doi khong lau.",
    ),
    False: (
        "Phải đi lại ba lần vì mỗi lần lại thiếu một loại giấy tờ.",
        "Trễ hẹn hơn một tuần mà không ai báo trước.",
        "Hướng dẫn chưa rõ, mỗi người nói một kiểu.",
        "Chờ quá lâu, buổi chiều chỉ có một quầy làm việc.",
        "Cổng dịch vụ công hay bị lỗi khi tải hồ sơ lên.",
        "Biển chỉ dẫn khó thấy, tôi phải hỏi nhiều người.",
        "Phòng chờ nóng và thiếu chỗ ngồi.",
        "Mong được trả kết quả đúng ngày ghi trên giấy hẹn.",
        "Yêu cầu nộp bản sao công chứng trong khi đã có trên hệ thống.",
        "Hồ sơ H44.18-260302-0047 trễ hẹn, đề nghị gọi lại cho tôi số 0900 000 123.",
        "Ông Trần Văn Quyết nói năng cộc lốc, không giải thích vì sao trả hồ sơ.",
        "Tôi là Phạm Thị Mơ, CCCD 025000000123, nộp từ tháng trước chưa có kết quả.",
        "Cho lau qua, so thu tu 45 ma hai tieng chua toi luot. Lien he 0900.000.456.",
        "Xe máy để ngoài nắng, biển 19A-000.12 bị xước không ai trông.",
    ),
}
