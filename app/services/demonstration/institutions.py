"""Who is in the demonstration province: departments, their counters, schools and hospitals.

Departments and agencies carry the names that a province's bodies have in 2026. Schools and
hospitals are invented, so that no real one is shown with invented figures beside its name.
"""

from dataclasses import dataclass

PROVINCE_CODE = "25"
PROVINCE = ("Tỉnh Phú Thọ", "Phú Thọ Province")

DEPARTMENTS = {
    "25-STC": ("Sở Tài chính", "Department of Finance"),
    "25-SNNMT": ("Sở Nông nghiệp và Môi trường", "Department of Agriculture and Environment"),
    "25-SXD": ("Sở Xây dựng", "Department of Construction"),
    "25-STP": ("Sở Tư pháp", "Department of Justice"),
    "25-SNV": ("Sở Nội vụ", "Department of Home Affairs"),
    "25-SYT": ("Sở Y tế", "Department of Health"),
    "25-SGDDT": ("Sở Giáo dục và Đào tạo", "Department of Education and Training"),
    "25-SCT": ("Sở Công Thương", "Department of Industry and Trade"),
    "25-SKHCN": ("Sở Khoa học và Công nghệ", "Department of Science and Technology"),
    "25-SVHTTDL": (
        "Sở Văn hóa, Thể thao và Du lịch",
        "Department of Culture, Sports and Tourism",
    ),
    "25-SDTTG": ("Sở Dân tộc và Tôn giáo", "Department of Ethnic and Religious Affairs"),
    "25-BQLKCN": ("Ban Quản lý các khu công nghiệp", "Industrial Zones Authority"),
}

AGENCIES = {
    "25-THUE": ("Thuế tỉnh Phú Thọ", "Phú Thọ Tax Office"),
    "25-BHXH": ("Bảo hiểm xã hội tỉnh Phú Thọ", "Phú Thọ Social Insurance"),
    "25-CA": ("Công an tỉnh Phú Thọ", "Phú Thọ Provincial Police"),
}


@dataclass(frozen=True)
class ProvincialCounter:
    """A counter of the provincial centre: whose staff sit there, for what, how busy it is."""

    body: str
    name_vi: str
    name_en: str
    weight: float


PROVINCIAL_COUNTERS = (
    ProvincialCounter("25-STC", "Doanh nghiệp, đầu tư", "Business and investment", 9),
    ProvincialCounter("25-SNNMT", "Đất đai", "Land", 12),
    ProvincialCounter("25-SNNMT", "Nông nghiệp, thủy sản", "Agriculture and fisheries", 5),
    ProvincialCounter("25-SXD", "Xây dựng, giao thông", "Construction and transport", 10),
    ProvincialCounter("25-STP", "Tư pháp", "Justice", 6),
    ProvincialCounter("25-SNV", "Lao động, người có công", "Labour and people of merit", 7),
    ProvincialCounter("25-SYT", "Y tế, dược, an toàn thực phẩm", "Health, pharmacy, food", 6),
    ProvincialCounter("25-SGDDT", "Giáo dục", "Education", 4),
    ProvincialCounter("25-SCT", "Công Thương", "Industry and trade", 8),
    ProvincialCounter("25-SKHCN", "Khoa học, công nghệ", "Science and technology", 1.5),
    ProvincialCounter("25-SVHTTDL", "Văn hóa, du lịch", "Culture and tourism", 2.5),
    ProvincialCounter("25-SDTTG", "Dân tộc, tôn giáo", "Ethnic and religious affairs", 0.6),
    ProvincialCounter("25-BQLKCN", "Khu công nghiệp", "Industrial zones", 3),
    ProvincialCounter("25-THUE", "Thuế", "Tax", 12),
    ProvincialCounter("25-BHXH", "Bảo hiểm xã hội", "Social insurance", 11),
    ProvincialCounter("25-CA", "Công an", "Police", 15),
)

SCHOOLS = {
    "25-TRUONG-01": ("Trường Mầm non Hoa Sim (minh họa)", "Hoa Sim Preschool (demonstration)"),
    "25-TRUONG-02": (
        "Trường Tiểu học Đồi Chè (minh họa)",
        "Đồi Chè Primary School (demonstration)",
    ),
    "25-TRUONG-03": (
        "Trường Trung học cơ sở Bến Gót (minh họa)",
        "Bến Gót Lower Secondary School (demonstration)",
    ),
    "25-TRUONG-04": (
        "Trường Trung học phổ thông Rừng Cọ (minh họa)",
        "Rừng Cọ Upper Secondary School (demonstration)",
    ),
    "25-TRUONG-05": (
        "Trường Phổ thông dân tộc nội trú Suối Ngà (minh họa)",
        "Suối Ngà Ethnic Boarding School (demonstration)",
    ),
}

HOSPITALS = {
    "25-BV-01": ("Bệnh viện Đa khoa Đồng Xanh (minh họa)", "Đồng Xanh Hospital (demonstration)"),
    "25-BV-02": ("Bệnh viện Sản Nhi Mai Vàng (minh họa)", "Mai Vàng Hospital (demonstration)"),
    "25-BV-03": ("Bệnh viện Y học cổ truyền Cây Đa (minh họa)", "Cây Đa Hospital (demonstration)"),
}

HOSPITAL_SHORT_NAMES = {"25-BV-01": "Đồng Xanh", "25-BV-02": "Mai Vàng", "25-BV-03": "Cây Đa"}

OUTPATIENT_DEPARTMENT = ("Khoa Khám bệnh", "Outpatient Department")
INPATIENT_DEPARTMENTS = {
    "25-BV-01": (
        ("Khoa Nội tổng hợp", "Internal Medicine"),
        ("Khoa Ngoại tổng hợp", "Surgery"),
        ("Khoa Cấp cứu", "Emergency"),
    ),
    "25-BV-02": (("Khoa Sản", "Obstetrics"), ("Khoa Nhi", "Paediatrics")),
    "25-BV-03": (
        ("Khoa Châm cứu dưỡng sinh", "Acupuncture"),
        ("Khoa Phục hồi chức năng", "Rehabilitation"),
    ),
}
