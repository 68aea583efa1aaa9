"""Invented comments, by the sector of the service and by how satisfied their writer is.

Some name people or leave a number, as real ones do: invented too, and masked before anybody reads.
"""

from app.models import Sector

Remarks = dict[bool, tuple[str, ...]]

ONE_STOP: Remarks = {
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
        "Cô Lê Minh Tâm hướng dẫn kỹ, dặn dò chu đáo.",
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
HOSPITAL: Remarks = {
    True: (
        "Bác sĩ khám kỹ, giải thích bệnh dễ hiểu.",
        "Điều dưỡng nhẹ nhàng, tiêm không đau.",
        "Buồng bệnh sạch sẽ, có nước uống. Cảm ơn bệnh viện.",
        "Tôi lớn tuổi, được dìu đi chụp phim nên rất yên tâm.",
        "Lấy số thứ tự nhanh, không phải chen lấn.",
        "Thái độ niềm nở, mong giữ được như vậy.",
        "Đặt lịch khám qua mạng nên gần như không phải chờ.",
        "Nhân viên nhẹ nhàng, giải thích cặn kẽ đơn thuốc.",
        "Nên có thêm ghế cho người nhà ngồi chờ.",
        "Cảm ơn chị Nguyễn Thị Thu Hằng ở quầy tiếp đón đã giúp tôi tận tình.",
        "Điều dưỡng Dũng thay băng khéo, dặn dò cặn kẽ.",
        "Bác sĩ Lê Minh Khôi khám kỹ, dặn dò chu đáo.",
        "Bac si kham ky, cho doi khong lau.",
    ),
    False: (
        "Phải chạy đi chạy lại ba phòng chỉ vì thiếu một chữ ký.",
        "Hẹn lấy kết quả xét nghiệm buổi sáng mà chiều mới có.",
        "Hướng dẫn chưa rõ, mỗi người nói một kiểu.",
        "Chờ quá lâu, buổi chiều chỉ có một phòng khám làm việc.",
        "Máy siêu âm hỏng, phải hẹn hôm khác.",
        "Biển chỉ dẫn khó thấy, tôi phải hỏi nhiều người.",
        "Phòng chờ nóng và thiếu chỗ ngồi, nhà vệ sinh chưa sạch.",
        "Mong được giải thích rõ hơn về viện phí.",
        "Hai người phải nằm ghép một giường.",
        "Mã bệnh nhân 26030247 chưa có kết quả, đề nghị gọi lại cho tôi số 0900 000 123.",
        "Ông Trần Văn Quyết ở quầy thu viện phí nói năng cộc lốc.",
        "Tôi là Phạm Thị Mơ, thẻ BHYT GD4250000000123, chờ từ sáng chưa được khám.",
        "Cho lau qua, so thu tu 45 ma hai tieng chua toi luot. Lien he 0900.000.456.",
        "Xe máy để ngoài nắng, biển 19A-000.12 bị xước không ai trông.",
    ),
}
SCHOOL: Remarks = {
    True: (
        "Cô giáo dạy dễ hiểu, quan tâm từng cháu.",
        "Nhà trường báo tin kịp thời, tôi rất hài lòng.",
        "Lớp học sạch sẽ, có nước uống. Cảm ơn nhà trường.",
        "Con tôi tiến bộ nhiều nên gia đình rất yên tâm.",
        "Đón trả trẻ trật tự, không phải chen lấn.",
        "Thái độ niềm nở, mong giữ được như vậy.",
        "Nộp hồ sơ tuyển sinh qua mạng rồi chỉ phải đến một lần.",
        "Thầy cô nhẹ nhàng, giải thích cặn kẽ.",
        "Nên có thêm ghế đá và cây xanh ở sân trường.",
        "Cảm ơn cô Nguyễn Thị Thu Hằng chủ nhiệm đã giúp cháu tận tình.",
        "Thầy Dũng giảng bài cặn kẽ, chấm bài nhanh.",
        "Cô Lê Minh Tâm dạy kỹ, dặn dò chu đáo.",
        "Thay co nhiet tinh, chau thich di hoc.",
    ),
    False: (
        "Các khoản thu đầu năm chưa được giải thích rõ.",
        "Thông báo nghỉ học gửi muộn, phụ huynh không kịp sắp xếp.",
        "Hướng dẫn chưa rõ, mỗi người nói một kiểu.",
        "Giờ tan trường chờ quá lâu, cổng trường tắc nghẽn.",
        "Ứng dụng liên lạc hay bị lỗi khi gửi tin.",
        "Nhà vệ sinh chưa sạch, các cháu ngại dùng.",
        "Phòng học nóng và thiếu quạt.",
        "Mong bữa ăn bán trú được thay đổi món thường xuyên hơn.",
        "Bài tập về nhà quá nhiều so với tuổi các cháu.",
        "Cháu bị ngã ở sân mà không ai báo, đề nghị gọi lại cho tôi số 0900 000 123.",
        "Thầy Trần Văn Quyết nói năng cộc lốc với phụ huynh.",
        "Tôi là Phạm Thị Mơ, mẹ cháu Hoa, xin gặp cô chủ nhiệm mấy lần chưa được.",
        "Cho lau qua moi duoc tra loi. Lien he 0900.000.456.",
        "Xe máy để ngoài nắng, biển 19A-000.12 bị xước không ai trông.",
    ),
}
REMARKS: dict[Sector, Remarks] = {
    Sector.ADMINISTRATION: ONE_STOP,
    Sector.HEALTH: HOSPITAL,
    Sector.EDUCATION: SCHOOL,
}
