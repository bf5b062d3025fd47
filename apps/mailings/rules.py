"""Who may read the mail ledger, write to alumni, approve it and send it. The only place where either is spelled."""

VIEW_MAIL = "mailings.view_message"
WRITE = "mailings.write_mailings"
APPROVE = "mailings.approve_mailings"
SEND = "mailings.send_mailings"
