"""Names of months, days and eras, Thai and English."""

MONTHS_TH = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)
MONTHS_TH_SHORT = (
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
)
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS_EN_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Monday first, as date.weekday() counts.
WEEKDAYS_TH = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# How they are also written.
_MONTH_SPELLINGS = {
    1: ("มกรา",),
    2: ("กุมภาพันธ", "กุมภาพัน", "กุมภา"),
    3: ("มีนา",),
    4: ("เมษา",),
    5: ("พฤษภา",),
    6: ("มิถุนา",),
    7: ("กรกฏาคม", "กรกฏา", "กรกฎา"),
    8: ("สิงหา",),
    9: ("กันยา", "Sept"),
    10: ("ตุลา",),
    11: ("พฤศจิกา", "พฤษจิกายน", "พฤจิกายน"),
    12: ("ธันวา",),
}
MONTH_VARIANTS = {name: month for month, names in _MONTH_SPELLINGS.items() for name in names}
WEEKDAY_VARIANTS = {"พฤหัส": 3, "พฤหัสฯ": 3} | {name[:3]: i for i, name in enumerate(WEEKDAYS_EN)}
