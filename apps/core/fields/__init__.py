from .encrypted import EncryptedTextField
from .national_id import NationalIdField
from .normalised import NormalisedCharField
from .office_file import OfficeFileField
from .partial_date import PartialDateField
from .phone import PhoneField
from .thai_date import ThaiDateField
from .thai_year import ThaiYearField

__all__ = [
    "EncryptedTextField",
    "NationalIdField",
    "NormalisedCharField",
    "OfficeFileField",
    "PartialDateField",
    "PhoneField",
    "ThaiDateField",
    "ThaiYearField",
]
