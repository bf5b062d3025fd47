"""Who may read the mail ledger. The only place where the permission is spelled."""

VIEW_MAIL = "mailings.view_message"
