from .audit import AuditBatch, AuditEntry, AuditSeal
from .jobs import Job
from .tracked import Tracked

__all__ = ["AuditBatch", "AuditEntry", "AuditSeal", "Job", "Tracked"]
