"""Notices in the shapes of mail servers of many makes. Each function takes a `Case` and gives the bytes; the texts are
ours, the shapes are theirs."""

# ruff: noqa: E501 - a mail's text is easier to read on its own line

import base64
from collections.abc import Callable
from dataclasses import dataclass
from email.header import Header


@dataclass(frozen=True)
class Case:
    to: str
    reply: str  # "550" or ""
    status: str  # "5.1.1" or ""
    words: str

    @property
    def said(self) -> str:
        return " ".join(filter(None, (self.reply, self.status, self.words)))

    @property
    def full_status(self) -> str:
        return self.status or ("4.0.0" if self.reply.startswith("4") else "5.0.0")


OURS = "bounce+12.abcdef@mail.example.ac.th"
ORIGINAL = (
    "Received: from portal.example.ac.th by mx.example.ac.th; Mon, 30 Nov 2026 09:00:00 +0700\n"
    "From: Alumni Office <office@example.ac.th>\nTo: {to}\nSubject: News of the university\n"
    "Message-ID: <0123456789abcdef@mail.example.ac.th>\nDate: Mon, 30 Nov 2026 09:00:00 +0700\n\nDear alumni,\n"
)


def head(sender: str, subject: str, **more: str) -> str:
    if not subject.isascii():
        subject = Header(subject, "utf-8", maxlinelen=200).encode()
    if not sender.isascii():
        name, _, address = sender.rpartition(" ")
        sender = f"{Header(name, 'utf-8').encode()} {address}"
    lines = [f"From: {sender}", f"To: {OURS}", f"Subject: {subject}", "Date: Mon, 30 Nov 2026 09:05:00 +0700"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
    return "\n".join(lines) + "\n"


def report(case: Case, text: str, sender: str, subject: str, *, fields: str = "", action: str = "failed") -> bytes:
    diagnostic = f"Diagnostic-Code: smtp; {case.said}\n"
    status = fields or f"Action: {action}\nStatus: {case.full_status}\n{diagnostic}"
    return (
        head(sender, subject, MIME_Version="1.0", Auto_Submitted="auto-replied",
             Content_Type='multipart/report; report-type=delivery-status;\n boundary="=_b1"')
        + f"\n--=_b1\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
        f"--=_b1\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n"
        f"Arrival-Date: Mon, 30 Nov 2026 09:00:00 +0700\n\nFinal-Recipient: rfc822; {case.to}\n{status}\n"
        f"--=_b1\nContent-Type: message/rfc822\n\n{ORIGINAL.format(to=case.to)}\n--=_b1--\n"
    ).encode()  # fmt: skip


def plain(sender: str, subject: str, text: str, **more: str) -> bytes:
    return (head(sender, subject, **more) + "\n" + text).encode()


def postfix(case: Case) -> bytes:
    text = (
        "This is the mail system at host mx.example.net.\n\nI'm sorry to have to inform you that your message could "
        f"not\nbe delivered to one or more recipients.\n\n<{case.to}>: host mail.other.example[192.0.2.7] said:\n"
        f"    {case.said} (in reply to RCPT TO command)\n"
    )
    return report(
        case, text, "Mail Delivery System <MAILER-DAEMON@mx.example.net>", "Undelivered Mail Returned to Sender"
    )


def postfix_text_only(case: Case) -> bytes:
    text = (
        "I'm sorry to have to inform you that the message returned\nbelow could not be delivered.\n\n"
        f"<{case.to}>: host mail.other.example[192.0.2.7] said: {case.said}\n\n----- Undelivered message -----\n\n"
    )
    sender = "MAILER-DAEMON@mx.example.net (Mail Delivery System)"
    return plain(sender, "Undelivered Mail Returned to Sender", text + ORIGINAL.format(to=case.to))


def sendmail(case: Case) -> bytes:
    text = (
        "The original message was received at Mon, 30 Nov 2026 09:00:00 +0700\nfrom portal [192.0.2.1]\n\n"
        f"   ----- The following addresses had permanent fatal errors -----\n<{case.to}>\n    "
        f"(reason: {case.said})\n\n"
        f"   ----- Transcript of session follows -----\n... while talking to mail.other.example.:\n>>> DATA\n"
        f"<<< {case.said}\n"
    )
    sender = "Mail Delivery Subsystem <MAILER-DAEMON@host.example.net>"
    return report(case, text, sender, "Returned mail: see transcript for details")


def old_sendmail(case: Case) -> bytes:
    text = (
        f"   ----- The following addresses had delivery problems -----\n{case.to}  (unrecoverable error)\n\n"
        f"   ----- Transcript of session follows -----\n{case.reply or '554'} {case.to}... {case.words}\n\n"
        "   ----- Original message follows -----\n"
    )
    return plain(
        "MAILER-DAEMON@host.example.net", f"Returned mail: {case.words[:40]}", text + ORIGINAL.format(to=case.to)
    )


def exim(case: Case) -> bytes:
    text = (
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
        f"delivered to one or more of its\nrecipients. This is a permanent error. The following "
        f"address(es) failed:\n\n"
        f"  {case.to}\n    SMTP error from remote mail server after RCPT TO:<{case.to}>:\n    host mail.other.example "
        f"[192.0.2.7]: {case.said}\n\n------ This is a copy of the message, including all the headers. ------\n\n"
    )
    sender = "Mail Delivery System <Mailer-Daemon@host.example.net>"
    more = {"X_Failed_Recipients": case.to, "Auto_Submitted": "auto-replied"}
    return plain(
        sender, "Mail delivery failed: returning message to sender", text + ORIGINAL.format(to=case.to), **more
    )


def exim_without_header(case: Case) -> bytes:
    return exim(case).replace(f"X-Failed-Recipients: {case.to}\n".encode(), b"")


def qmail(case: Case) -> bytes:
    text = (
        "Hi. This is the qmail-send program at host.example.net.\nI'm afraid I wasn't able to deliver your message to "
        "the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        f"<{case.to}>:\n192.0.2.7 does not like recipient.\nRemote host said: {case.said}\nGiving up on 192.0.2.7.\n\n"
        "--- Below this line is a copy of the message.\n\n"
    )
    return plain(
        "MAILER-DAEMON@host.example.net", "failure notice", text + ORIGINAL.format(to=case.to), Return_Path="<>"
    )


def exchange(case: Case) -> bytes:
    text = (
        "Your message did not reach some or all of the intended recipients.\n\n      Subject:\tNews "
        "of the university\n"
        f"      Sent:\t30/11/2026 09:00\n\nThe following recipient(s) cannot be reached:\n\n      {case.to} on "
        f"30/11/2026 09:00\n            {case.words}\n            <mx.example.net #{case.full_status} "
        f"smtp;{case.said}>\n"
    )
    return plain("System Administrator <postmaster@other.example>", "Undeliverable: News of the university", text)


def office365(case: Case) -> bytes:
    page = (
        "<html><head><style>p {color: red}</style></head><body><p><b>Delivery has failed to these "
        "recipients or groups:"
        f'</b></p><p><a href="mailto:{case.to}">{case.to}</a><br>Your message couldn\'t be delivered.</p>'
        "<p>Diagnostic information for administrators:</p><p>Generating server: AB1.example.prod</p>"
        f"<p>{case.to}<br>Remote Server returned '{case.said}'</p><p>Original message headers:</p>"
        "<pre>Received: from mx.example.ac.th</pre></body></html>"
    )
    body = base64.encodebytes(page.encode()).decode()
    return (
        head("Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@other.example>",
             "Undeliverable: News of the university", MIME_Version="1.0",
             Content_Type="text/html; charset=utf-8", Content_Transfer_Encoding="base64")
        + "\n" + body
    ).encode()  # fmt: skip


def gmail(case: Case) -> bytes:
    text = (
        f"** Address not found **\n\nYour message wasn't delivered to {case.to} because of a problem there.\n\n"
        f"The response from the remote server was:\n{case.said}\n"
    )
    sender = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"
    return report(case, text, sender, "Delivery Status Notification (Failure)")


def old_gmail(case: Case) -> bytes:
    text = (
        "This is an automatically generated Delivery Status Notification\n\nDelivery to the "
        "following recipient failed "
        f"permanently:\n\n     {case.to}\n\nTechnical details of permanent failure:\nGoogle tried to deliver your "
        f"message, but it was rejected by the server. The error was: {case.said} (state 14).\n\n   "
        f"----- Original message -----\n\n"
    )
    sender = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"
    return plain(sender, "Delivery Status Notification (Failure)", text + ORIGINAL.format(to=case.to))


def yahoo(case: Case) -> bytes:
    text = (
        "Sorry, we were unable to deliver your message to the following address.\n\n"
        f"<{case.to}>:\n{case.said}\n\n--- Below this line is a copy of the message.\n\n"
    )
    return plain("MAILER-DAEMON@yahoo.com", "Failure Notice", text + ORIGINAL.format(to=case.to))


def domino(case: Case) -> bytes:
    text = f"------- Failure Reasons  --------\n\n{case.words}\n{case.to}\n\n\n------- Returned Message --------\n\n"
    return plain("Postmaster@other.example", "DELIVERY FAILURE: Failure", text + ORIGINAL.format(to=case.to))


def groupwise(case: Case) -> bytes:
    text = (
        f"The message that you sent was undeliverable to the following:\n\t{case.to} "
        f"({case.said})\n\nPossibly truncated original message follows:\n\n"
    )
    return plain("Mailer-Daemon@other.example", "Message status - undeliverable", text + ORIGINAL.format(to=case.to))


def courier(case: Case) -> bytes:
    text = (
        "This is a delivery status notification from mx.example.net, running the Courier mail server.\n\n"
        f"                           UNDELIVERABLE MAIL\n\nYour message to the following recipients "
        f"cannot be delivered:\n\n"
        f"<{case.to}>:\n    mail.other.example [192.0.2.7]:\n<<< {case.said}\n"
    )
    return report(case, text, '"Courier mail server at mx.example.net" <@>', "NOTICE: mail delivery status.")


def opensmtpd(case: Case) -> bytes:
    text = (
        "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An "
        "error has occurred while "
        f"attempting to deliver a message for\n    the following list of recipients:\n\n{case.to}: "
        f"{case.said}\n\n    Below is a copy of the original message:\n\n"
    )
    return plain(
        "Mailer Daemon <MAILER-DAEMON@host.example.net>",
        "Delivery status notification: error",
        text + ORIGINAL.format(to=case.to),
    )


def mailenable(case: Case) -> bytes:
    text = (
        f"MailEnable: Message could not be delivered to some recipients.\nThe following recipient(s) "
        f"could not be reached:\n\n\tRecipient: [SMTP:{case.to}]\n\tReason: Remote SMTP Server Returned: "
        f"{case.said}\n\n\nMessage headers follow:\n\n"
    )
    return plain(
        '"Delivery Subsystem" <POSTMASTER@other.example>',
        "Message Delivery Failure",
        text + ORIGINAL.format(to=case.to),
    )


def mdaemon(case: Case) -> bytes:
    text = (
        f"The attached message had PERMANENT fatal delivery errors!\n\nAfter one or more unsuccessful "
        f"delivery attempts the attached message has been removed.\n\nYOUR DATA FILE WAS NOT "
        f"DELIVERED.\n\nFailed address: {case.to}\n\n--- Session Transcript ---\n<-- {case.said}\n--- End "
        f"Transcript ---\n"
    )
    return plain("MDaemon at other.example <MDaemon@other.example>", "Permanent Delivery Failure", text)


def imail(case: Case) -> bytes:
    text = f"{case.words}: {case.to}\nundeliverable to {case.to}\n\nOriginal message follows.\n\n"
    return plain('"Postmaster" <postmaster@other.example>', "Undeliverable Mail", text + ORIGINAL.format(to=case.to))


def coremail(case: Case) -> bytes:
    text = f"抱歉，您的邮件被退回来了……\n原邮件信息：\n主题: News\n\n无法发送到 {case.to}\n退信原因：\n{case.said}\n"
    return plain(
        "Postmaster@163.example", "系统退信", text, MIME_Version="1.0", Content_Type="text/plain; charset=utf-8"
    )


def coremail_gbk(case: Case) -> bytes:
    text = f"很抱歉，您发给 {case.to} 的邮件无法投递。\n退信原因：{case.said}\n"
    top = head(
        "PostMaster <postmaster@qq.example>", "系统退信/System bounce", Content_Type="text/plain; charset=gb18030"
    )
    return top.encode() + b"\n" + text.encode("gb18030", "replace")


def thai(case: Case) -> bytes:
    text = (
        f"เรียน ผู้ส่ง\n\nระบบไม่สามารถส่งอีเมลของท่านถึงผู้รับต่อไปนี้ได้\n\n{case.to}\n\nสาเหตุ: "
        f"{case.said}\n\nกรุณาตรวจสอบที่อยู่ของผู้รับ\n"
    )
    return plain(
        "ผู้ดูแลระบบอีเมล <postmaster@mail.example.ac.th>",
        "ไม่สามารถส่งอีเมลได้: ข่าวมหาวิทยาลัย",
        text,
        MIME_Version="1.0",
        Content_Type="text/plain; charset=utf-8",
    )


def thai_cp874(case: Case) -> bytes:
    text = f"ส่งจดหมายไม่สำเร็จ\n\n<{case.to}>: {case.said}\n"
    top = head("postmaster@mail.example.go.th", "Mail delivery failed", Content_Type="text/plain; charset=tis-620")
    return top.encode() + b"\n" + text.encode("cp874", "replace")


def japanese(case: Case) -> bytes:
    text = f"送信されたメールは、以下の宛先に配信できませんでした。\n\n<{case.to}>: {case.said}\n"
    charset = "utf-8" if any("\u0e00" < letter < "\u0e7f" for letter in text) else "iso-2022-jp-ext"
    top = head(
        "Mail Delivery Subsystem <MAILER-DAEMON@mail.example.jp>",
        "配信エラー通知",
        Content_Type=f"text/plain; charset={charset}",
    )
    return top.encode() + b"\n" + text.encode(charset, "ignore")


def german(case: Case) -> bytes:
    text = (
        f"Diese Nachricht wurde automatisch erzeugt.\n\nIhre E-Mail konnte an folgende Empfänger nicht "
        f"zugestellt werden:\n\n{case.to}:\nFehlermeldung: {case.said}\n\n--- Die Nachricht im Anhang "
        f"---\n"
    )
    return plain("Mail Delivery System <mailer-daemon@kunden.example>", "Unzustellbar: News", text)


def french(case: Case) -> bytes:
    text = f"Votre message n'a pas pu être remis aux destinataires suivants :\n\n{case.to}\n{case.said}\n"
    return plain("postmaster@fai.example", "Non remis : News", text)


def russian(case: Case) -> bytes:
    text = (
        f"Это письмо создано автоматически сервером.\n\nК сожалению, Ваше письмо не может быть доставлено "
        f"одному или нескольким получателям:\n\n{case.to}\n  {case.said}\n"
    )
    return plain("mailer-daemon@corp.example.ru", "Недоставленное сообщение", text)


def spanish(case: Case) -> bytes:
    text = f"No se ha podido entregar su mensaje a: {case.to}\n\nEl servidor respondió: {case.said}\n"
    return plain("Postmaster <postmaster@correo.example>", "No se pudo entregar: News", text)


def bare_fields(case: Case) -> bytes:
    """Fields of a report in a plain text, without any MIME."""
    text = (
        f"Final-Recipient: rfc822;{case.to}\nAction: failed\nStatus: {case.full_status}\nDiagnostic-Code: "
        f"smtp;{case.said}\n"
    )
    return plain("postmaster@other.example", "Delivery Status Notification (Failure)", "Delivery failed.\n\n" + text)


def opaque(case: Case) -> bytes:
    """A report without text, under a name that says nothing."""
    return report(case, "", "mta@relay.example", "Status")


def securence(case: Case) -> bytes:
    text = (
        f"A message that you sent could not be delivered.\n\nUndeliverable address: {case.to}\nReason: "
        f"{case.said}\n\nOriginal message attached.\n"
    )
    return plain("Mail Delivery Service <bounces@filter.example>", "Delivery failure", text)


def sender_is_a_person(case: Case) -> bytes:
    """Written by a program that sends in its administrator's name."""
    text = (
        f"Your message could not be delivered to {case.to}.\n\nThe server said: {case.said}\n\n----- "
        f"Original message -----\n"
    )
    return plain(
        "Somchai Admin <somchai@other.example>",
        "Undeliverable: News of the university",
        text + ORIGINAL.format(to=case.to),
    )


def carrier(case: Case) -> bytes:
    """A telephone company: two languages, and the dialogue in angle brackets."""
    text = (
        "次のあて先へのメッセージはエラーのため送信できませんでした。\n\nEach of the following recipients was rejected by a "
        f"remote mail server.\n\n    Recipient: <{case.to}>\n    >>> RCPT TO:<{case.to}>\n    <<< {case.said}\n"
    )
    return plain("Postmaster@carrier.example.jp", "Mail System Error - Returned Mail", text)


def bare_parts(case: Case) -> bytes:
    """The returned mail is a part without a type of its own."""
    return (
        head('"Mail Deliver System" <MAILER-DAEMON@relay.example.jp>', "Returned Mail",
             Content_Type='multipart/mixed; boundary="---f0"')
        + "\n-----f0\nContent-Type: text/plain\n\nThe original message was received at 09:00\n\n"
        f"---The following addresses had delivery errors---\n\n{case.to} [{case.said}]\n\n"
        f"-----f0\n{ORIGINAL.format(to=case.to)}\n-----f0--\n"
    ).encode()  # fmt: skip


def filter_report(case: Case) -> bytes:
    """A content filter: the subject is that of our mail, the fields come in another order."""
    raw = report(case, f"Your message could not be sent.\nAddressed To: {case.to}\n{case.said}\n--- Message "
            f"non-deliverable.\n",
                 "<MAILER-DAEMON@relay.example>", "News of the university",
                 fields=f"Diagnostic-Code: smtp; {case.said}\nStatus: {case.full_status}")  # fmt: skip
    return raw.replace(b"Final-Recipient", b"Action: failed\nFinal-Recipient")


MAKES: tuple[Callable[[Case], bytes], ...] = (
    *(postfix, postfix_text_only, sendmail, old_sendmail, exim, exim_without_header, qmail, exchange, office365),
    *(gmail, old_gmail, yahoo, domino, groupwise, courier, opensmtpd, mailenable, mdaemon, imail, coremail, coremail_gbk),
    *(thai, thai_cp874, japanese, german, french, russian, spanish, bare_fields, opaque, securence, sender_is_a_person),
    *(carrier, bare_parts, filter_report),
)  # fmt: skip
