from .payees import Account, Payee
from .requests import PaymentRequest
from .settling import Payment, Refund
from .slips import Slip

__all__ = ["Account", "Payee", "Payment", "PaymentRequest", "Refund", "Slip"]
