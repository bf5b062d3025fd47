"""Notices and letters that are each one of a kind: shapes that programs took in thirty years, and letters that look
like them."""

# ruff: noqa: E501 - a mail's text is easier to read on its own line

import pytest

from apps.mailings.lib.bounces import read

ODD = []


def notice(sender, subject, body, ct="text/plain; charset=utf-8", **more):
    headers = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in more.items())
    return f"From: {sender}\nTo: me@ours.example\nSubject: {subject}\n{headers}Content-Type: {ct}\n\n{body}".encode()


def add(kind, raw, to=""):
    ODD.append((kind, raw, to))


add(
    "hard",
    notice(
        "Mail Delivery System <MAILER-DAEMON@x.example>",
        "Undelivered Mail Returned to Sender",
        '<joe@y.example>: unknown user: "joe"\n',
    ),
    "joe@y.example",
)
add(
    "hard",
    notice(
        "postmaster@x.example",
        "Delivery failure",
        "Your message was not delivered to the following recipients:\n\n   joe@y.example: Mailbox does not exist\n",
    ),
    "joe@y.example",
)
add(
    "hard",
    notice(
        '"Yahoo Mail" <mailer-daemon@yahoo.com>',
        "Failure Notice",
        "Sorry, we were unable to deliver your message to the following address.\n\n<joe@yahoo.com>:\n554: 30 : Sorry, your message to joe@yahoo.com cannot be delivered. This mailbox is disabled (554.30).\n\n--- Below this line is a copy of the message.\n",
    ),
    "joe@yahoo.com",
)
add(
    "hard",
    notice(
        "MAILER-DAEMON@qq.com",
        "来自qq.com的退信 System bounce",
        "很抱歉，您发送的邮件被退回，以下是该邮件的相关信息：\n\n被退回邮件\n主题：News\n时间：2020\n\n无法发送到 joe@qq.com\n\n退信原因\n发往 joe@qq.com 的邮件被拒收：收件人邮箱地址不存在\n550 Mailbox not found. http://service.mail.qq.com/cgi-bin/help\n",
    ),
    "joe@qq.com",
)
add(
    "hard",
    notice(
        "Mail Delivery Subsystem <MAILER-DAEMON@z.example>",
        "Returned mail: User unknown",
        "   ----- Transcript of session follows -----\n... while talking to mx.y.example.:\n>>> RCPT To:<joe@y.example>\n<<< 550 5.1.1 unknown user\n550 5.1.1 <joe@y.example>... User unknown\n\n   ----- Original message follows -----\nReturn-Path: <a@b>\n",
    ),
    "joe@y.example",
)
add(
    "hard",
    notice(
        "postmaster@mail.hotmail.com",
        "Delivery Status Notification (Failure)",
        "This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       joe@hotmail.com\n\n",
    ),
    "joe@hotmail.com",
)
add(
    "hard",
    notice(
        '"System Administrator" <postmaster@corp.example>',
        "Unzustellbar: News",
        "Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.\n\n      Betreff: News\n\nFolgende(r) Empfänger konnte(n) nicht erreicht werden:\n\n  joe@corp.example am 1.1.2020\n  Das E-Mail-Konto ist in der Organisation, an die die Nachricht gesendet wurde, nicht vorhanden. Überprüfen Sie die E-Mail-Adresse\n  <mx.corp.example #5.1.1>\n",
    ),
    "joe@corp.example",
)
add(
    "hard",
    notice(
        "postmaster@corp.example",
        "Nedoručitelné: News",
        "Doručení následujícím příjemcům nebo distribučním seznamům se nezdařilo:\n\njoe@corp.example\nE-mailová adresa příjemce nebyla nalezena v e-mailovém systému příjemce.\n\nDiagnostické informace pro správce:\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
    ),
    "joe@corp.example",
)
add(
    "hard",
    notice(
        "Mail Delivery System <mailer-daemon@1and1.example>",
        "Mail delivery failed: returning message to sender",
        'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\nThe following address failed:\n\n    "joe@y.example":\n        no mailbox by that name is currently available\n\n--- The header of the original message is following. ---\n\nReceived: from a\n',
    ),
    "joe@y.example",
)
add(
    "hard",
    notice(
        "Symantec_AntiVirus_for_SMTP_Gateways@x.example",
        "Delivery failure notification",
        "Your message with Subject: News could not be delivered to the following recipients:\n\njoe@y.example\n\nPlease do not resend your original message.\n\nDelivery attempt history:\nMon - recipient rejected: 550 no such user\n",
    ),
    "joe@y.example",
)
add(
    "soft",
    notice(
        "MAILER-DAEMON@x.example",
        "Delivery Notification: Delivery has been delayed",
        "This report relates to a message you sent.\n\nYour message is being enqueued and delivery is still being attempted for the following recipients:\n\n  Recipient address: joe@y.example\n  Reason: unable to deliver this message after 4 hours\n\nThe mail system will continue to try to deliver your message for an additional 68 hours.\n",
    ),
)
add(
    "soft",
    notice(
        "Mail Delivery System <mailer-daemon@x.example>",
        "Warning: message 1abc delayed 24 hours",
        "This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on x.example.\n\nThe address to which the message has not yet been delivered is:\n\n  joe@y.example\n    host mx.y.example [1.2.3.4]\n    Delay reason: SMTP error from remote mail server after RCPT TO:<joe@y.example>:\n    450 4.1.1 user unknown\n\nNo action is required on your part.\n",
    ),
)
add(
    "hard",
    notice(
        '"Mail Administrator" <Postmaster@x.example>',
        "Mail System Error - Returned Mail",
        "This Message was undeliverable due to the following reason:\n\nEach of the following recipients was rejected by a remote mail server.\nThe reasons given by the server are included to help you determine why\neach recipient was rejected.\n\n    Recipient: <joe@y.example>\n    Reason:    <joe@y.example> is not a valid mailbox\n\n\nPlease reply to <Postmaster@x.example>\nif you feel this message to be in error.\n",
    ),
    "joe@y.example",
)
add(
    "soft",
    notice(
        '"Mail Administrator" <Postmaster@x.example>',
        "Mail System Error - Returned Mail",
        "This Message was undeliverable due to the following reason:\n\nYour message was not delivered because the destination computer refused to accept it\n(the error message is reproduced below).  This type of error is usually due to a mis-configured account or mail delivery system.\n\nHost y.example refused: 451 try later\nThe following recipients did not receive this message:\n\n    <joe@y.example>\n",
    ),
)
add(
    "hard",
    notice(
        '"Mail Administrator" <Postmaster@x.example>',
        "Mail System Error - Returned Mail",
        "This Message was undeliverable due to the following reason:\n\nThe user(s) account is disabled.\n\n<joe@y.example>\n\nPlease reply to Postmaster@x.example if you feel this message to be in error.\n",
    ),
    "joe@y.example",
)
add(
    "auto-reply",
    notice(
        "Joe <joe@y.example>",
        "Autoreply: News",
        "Joe is no longer employed at Y. Please contact sales@y.example\n",
        Auto_Submitted="auto-replied",
    ),
)
add(
    "auto-reply",
    notice(
        "Joe <joe@y.example>",
        "Re: News",
        "I will be out of the office starting 01/01/2020 and will not return until 05/01/2020.\nI will respond to your message when I return.\n",
    ),
)
add(
    "auto-reply",
    notice(
        "joe@y.example",
        "News (Out of office)",
        "Thanks. This address is no longer in use, mail to new@y.example instead. Automatic reply.",
        Return_Path="<>",
    ),
)
add(
    "not-a-bounce",
    notice(
        "Jane <jane@y.example>",
        "Re: Delivery failed?",
        "Hi, did the delivery of the chairs fail? I could not reach the shop; the mailbox at the gate is full of leaves. Jane",
        In_Reply_To="<x@y>",
    ),
)
add(
    "not-a-bounce",
    notice(
        "GitHub <noreply@github.example>",
        "[repo] Delivery failure with 550 5.1.1 (#12)",
        "When a user is unknown we get 550 5.1.1 user unknown and the mail could not be delivered.\n",
        List_ID="<repo.github.example>",
        Precedence="list",
    ),
)
add(
    "not-a-bounce",
    notice(
        "Mail Service News <news@mailservice.example>",
        "Your weekly mail report",
        "5 messages were delivered. Tips: how to avoid a full mailbox.\n",
        List_Unsubscribe="<https://x>",
    ),
)
add(
    "not-a-bounce",
    notice(
        "Security Team <security@provider.example>",
        "Your mailbox is almost full",
        "Dear user, your mailbox quota is exceeded. Click to upgrade or your account will be disabled.\n",
    ),
)
add(
    "not-a-bounce",
    notice(
        "postmaster@provider.example",
        "Welcome to your new mailbox",
        "Your account was created. If you cannot send mail see the help page.\n",
    ),
)
add(
    "not-a-bounce",
    notice(
        "Mail Administrator <admin@provider.example>",
        "Scheduled maintenance",
        "The mail server will be unavailable on Sunday. Mail may be delayed. No messages will be lost.\n",
    ),
)
add(
    "hard",
    notice(
        "MAILER-DAEMON",
        "failure notice",
        "Hi. This is the qmail-send program at y.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<joe@nodomain.example>:\nSorry, I couldn't find any host named nodomain.example. (#5.1.2)\n\n--- Below this line is a copy of the message.\n",
    ),
    "joe@nodomain.example",
)
add(
    "hard",
    notice(
        "postmaster@x.example",
        "Undeliverable mail: News",
        "Failed to deliver to '<joe@y.example>'\nSMTP module(domain y.example) reports:\n host mx.y.example says:\n 550 5.1.1 <joe@y.example>: Recipient address rejected: User unknown\n",
    ),
    "joe@y.example",
)
add(
    "soft",
    notice(
        "MAILER-DAEMON@x.example",
        "Undeliverable mail",
        "Failed to deliver to 'joe@y.example'\nLOCAL module(account joe) reports:\n account is full (quota exceeded)\n",
    ),
)
add(
    "hard",
    notice(
        "Mailer-Daemon@x.example",
        "Delivery Failure",
        "Your message could not be delivered to the following recipient(s):\r\n\r\njoe@y.example - invalid address\r\n",
    ),
    "joe@y.example",
)
add(
    "hard",
    notice(
        "ผู้ดูแลระบบ <postmaster@univ.ac.th>",
        "แจ้งผลการส่งอีเมล (ไม่สำเร็จ)",
        "อีเมลของท่านส่งไม่ถึงผู้รับ joe@univ.ac.th เนื่องจากไม่มีที่อยู่อีเมลนี้อยู่ในระบบ\n",
    ),
    "joe@univ.ac.th",
)
add(
    "soft",
    notice(
        "MAILER-DAEMON@univ.ac.th",
        "Mail delivery failed",
        "<joe@univ.ac.th>: พื้นที่กล่องจดหมายของผู้รับเต็ม ไม่สามารถรับอีเมลได้\n",
    ),
)
add(
    "hard",
    notice(
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "การแจ้งเตือนสถานะการส่ง (ล้มเหลว)",
        "** ไม่พบที่อยู่ **\n\nข้อความของคุณไม่ได้ส่งถึง joe@gmail.com เนื่องจากไม่พบที่อยู่ หรือไม่สามารถรับอีเมลได้\n\nคำตอบคือ\n550 5.1.1 The email account that you tried to reach does not exist.\n",
    ),
    "joe@gmail.com",
)
add(
    "not-a-bounce",
    notice(
        "Mail Delivery Subsystem <mailer-daemon@x.example>",
        "Return receipt",
        "   ----- The following addresses had successful delivery notifications -----\n<joe@y.example>  (relayed to non-DSN-aware mailer)\n",
    ),
)
add(
    "hard",
    notice(
        "joe@y.example",
        "Undeliverable: News",
        "Delivery to the following recipients failed.\n\n  joe@y.example\n\n",
        X_MS_Embedded_Report="",
    ),
    "joe@y.example",
)
add(
    "hard",
    notice(
        "postmaster@y.example",
        "Notificación de entrega: fallo",
        "No se pudo entregar el mensaje a joe@y.example: el buzón no existe.\n",
    ),
    "joe@y.example",
)
add(
    "hard",
    notice(
        "postmaster@y.example",
        "Messaggio non recapitato",
        "Il messaggio non è stato recapitato a joe@y.example: utente sconosciuto\n",
    ),
    "joe@y.example",
)
add(
    "hard",
    notice(
        "postmaster@y.example",
        "Mail delivery failed",
        "<joe@y.example>: Recipient address rejected: undeliverable address: host mx said: 550 5.1.1 no\n",
    ),
    "joe@y.example",
)
add(
    "soft",
    notice(
        "postmaster@y.example",
        "Mail delivery failed",
        "<joe@y.example>: host mx.y.example said: 550-Verification failed for <me@ours.example>\n550-No Such User Here\n550 Sender verify failed (in reply to RCPT TO command)\n",
    ),
)
add(
    "hard",
    notice(
        "post_master@vtext.example",
        "Re:Test message",
        "Error: Invalid user address\n\nError message below:\n550 - Requested action not taken: no such user here\n\nMessage details:\n  Subject: Test message\n  MAIL FROM: me@ours.example\n  RCPT TO: 0000@vtext.example\n  From: me@ours.example\n",
        In_Reply_To="<a@b>",
    ),
    "0000@vtext.example",
)
add(
    "hard",
    notice(
        "postmaster@igf.example",
        'Undeliverable Mail: "x"',
        "Your message:\n   From:    me@ours.example\n   Subject: x\n\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected: \n    dummy@bla.example\n\n\nAdditional Information\n======================\nOriginal Sender:    <me@ours.example>\nSender-MTA:         <10.11.12.13>\n",
    ),
    "dummy@bla.example",
)
add(
    "soft",
    notice(
        "postmaster@biglobe.example",
        "Returned mail: Service unavailable",
        "   ----- The following addresses had delivery problems -----\njoe@y.example\n\n   ----- Non-delivered information -----\nThe number of messages in recipient's mailbox exceeded the local limit.\n",
    ),
)
add(
    "hard",
    notice(
        '"MAILER-DAEMON" <MAILER-DAEMON@y.example>',
        "FAILURE NOTICE : Nyaan",
        "The original message was received\n\n  ----- The following addresses had permanent fatal errors -----\n\n>>> joe@y.example <joe@y.example>\n\n  ----- Transcript of session follows -----\n550 sorry, no mailbox here by that name (#5.1.1 - chkusr)\n",
    ),
    "joe@y.example",
)
add(
    "soft",
    notice(
        '"Postmaster" <postmaster@y.example>',
        "Undeliverable Mail",
        "User mailbox exceeds allowed size: joe@y.example\n\n\nOriginal message follows.\n\nReceived: from x\n",
    ),
)
add(
    "hard",
    notice(
        "Postmaster@y.example",
        "DELIVERY FAILURE: User Kiji (joe@y.example) not listed in\n Domino Directory",
        "Your message\n\n  Subject: Test\n\nwas not delivered to:\n\n  joe@y.example\n\nbecause:\n\n  User some.name (joe@y.example) not listed in Domino Directory\n",
        ct="Text/Plain",
    ),
    "joe@y.example",
)
add(
    "hard",
    notice(
        "Mailer-Daemon <postmaster@x4.example>",
        "Undeliverable: Nyaan",
        "Your message\n\n  To:      joe@y.example\n  Subject: Nyaan\n\ndid not reach the following recipient(s):\n\njoe@Y.example on Thu, 29 Apr 2005 23:34:45 +0000\n    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=jp\n    MSEXCH:IMS:Kyoto:NEKO 2 (000C05A6) Unknown\nRecipient\n",
    ),
)
add(
    "not-a-bounce",
    notice(
        "Somchai Postmaster <somchai@y.example>",
        "Re: the server",
        "The mail server said 550 yesterday but it is fixed. Regards",
        In_Reply_To="<a@b>",
    ),
)
add(  # by nobody, under no subject
    "hard",
    notice(
        "<>",
        "",
        "You sent mail to joe@y.example. That's not a valid user here.\n",
        Return_Path="<>",
        Auto_Submitted="auto-replied",
    ),
)
add(  # the sender is named first, and the header that names the recipient has no address
    "soft",
    notice(
        "Mail Delivery System <Mailer-Daemon@y.example>",
        "Mail delivery failed",
        "A message sent by\n\n  <me@ours.example>\n\ncould not be delivered to one or more of its recipients. The "
        "following\naddress(es) failed:\n\n  joe@y.example\n    all hosts have been failing for a long time\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\nReturn-path: <me@ours.example>\n"
        "To: Joe <joe@z.example>\nFrom: me@ours.example\n\nHello\n",
        X_Failed_Recipients="joe",
    ),
    "joe@y.example",
)
add(  # said before the recipient was named: of the sender
    "soft",
    notice(
        "Mail Delivery System <mailer-daemon@ours.example>",
        "Mail delivery failed: returning message to sender",
        "A message that you sent could not be delivered. This is a permanent error.\n\n  joe@y.example\n"
        "    host mx.y.example [192.0.2.2]\n    SMTP error from remote mail server after MAIL FROM:<me@ours.example> "
        "SIZE=1022:\n    553 5.1.0 me ours.example does not exist E2110\n",
        X_Failed_Recipients="joe@y.example",
    ),
    "joe@y.example",
)
add(
    "soft",
    notice(
        "Mail System <postmaster@y.example>",
        "Message undeliverable: News",
        "The following recipient(s) could not be reached:\n\njoe@y.example\n   Error Type: SMTP\n   hMailServer sent: "
        "MAIL FROM:<me@ours.example>\n   Remote server replied: 550 unknown user\n",
    ),
    "joe@y.example",
)
add(  # a file for a recipient
    "soft",
    notice(
        "Mail Delivery System <mailer-daemon@y.example>",
        "Mail delivery failed: returning message to sender",
        "--b\n\nThe following address(es) failed:\n\n  save to /spool/n2.joe\n    mailbox is full: retry timeout "
        "exceeded\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; y.example\n\nAction: failed\n"
        "Final-Recipient: rfc822;/spool/n2.joe\nStatus: 5.0.0\n\n--b\nContent-Type: message/rfc822\n\nTo: joe@y.example\n"
        "\nHello\n--b--\n",
        ct="multipart/report; report-type=delivery-status; boundary=b",
    ),
    "joe@y.example",
)
add(  # a program took away the blanks before the second lines of headers
    "hard",
    notice(
        "Microsoft Outlook <postmaster@y.example>",
        "Undeliverable: News",
        "--b\n\nYour message couldn't be delivered.\n--b\nContent-Type: message/delivery-status;\nname=report\n\n"
        "Final-Recipient: rfc822;joe@y.example\nAction: failed\nStatus: 5.1.10\n--b--\n",
        ct="multipart/report; report-type=delivery-status;\nboundary=b\nX-Trace: a\n(b) by c\nMIME-Version: 1.0",
    ),
    "joe@y.example",
)
add(  # the lines of a challenge break anywhere
    "auto-reply",
    notice(
        "joe@y.example",
        "RE: News",
        "This account is guarded. Please click on the\nfollowing link to have your "
        "address added to the\nrecipient's allowed list.\n\nhttps://y.example/1\n",
    ),
)
add(  # a recipient's fields in two halves
    "soft",
    notice(
        "noreply@y.example",
        "Re: News",
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; y.example\nAction: failed\n\n"
        "Final-Recipient: rfc822; joe@y.example\nDiagnostic-Code: X-Notice; Sender not pre-approved\nStatus: 4.7.0\n"
        "--b--\n",
        ct="multipart/report; report-type=delivery-status; boundary=b",
    ),
    "joe@y.example",
)


@pytest.mark.parametrize("number", range(len(ODD)))
def test_each_is_read_for_what_it_is(number):
    kind, raw, to = ODD[number]
    verdict = read(raw)
    assert verdict.kind == kind
    assert not to or verdict.recipient == to
