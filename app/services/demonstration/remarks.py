"""Invented comments, by how satisfied their writer is. None names anybody."""

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
    ),
}
