"""What comes to an address for returns and is none: answers of people and machines, mailings, news of successes. Each
with the kind that it is."""

# ruff: noqa: E501 - a mail's text is easier to read on its own line

from .makes import ORIGINAL, OURS, Case, head, plain, report

AWAY = (
    ("Out of office", "I am out of the office until Monday. For urgent matters write to my colleague."),
    ("Automatic reply: News of the university", "Thank you for your message. I am on leave until 5 December."),
    ("Auto: News", "I'm on annual leave with limited access to email. The user you need is in the directory."),
    ("ตอบกลับอัตโนมัติ: ข่าวมหาวิทยาลัย", "ขณะนี้ไม่อยู่ที่สำนักงาน จะกลับมาในวันที่ 5 ธันวาคม หากไม่พบผู้รับโปรดโทรศัพท์"),
    ("ตอบรับอัตโนมัติ", "ได้รับอีเมลของท่านแล้ว เจ้าหน้าที่จะติดต่อกลับภายใน 3 วัน"),
    ("Automatische Antwort: News", "Ich bin derzeit nicht im Büro. Ihre Nachricht wird nicht weitergeleitet."),
    ("Abwesenheitsnotiz", "Ich bin bis 5.12. im Urlaub und kann Ihre Mail nicht beantworten."),
    ("Réponse automatique : News", "Je suis absent du bureau jusqu'au 5 décembre."),
    ("Respuesta automática: News", "Estoy fuera de la oficina hasta el 5 de diciembre."),
    ("Resposta automática: News", "Estou de férias até 5 de dezembro."),
    ("Risposta automatica: News", "Sono fuori sede fino al 5 dicembre."),
    ("Автоответ: News", "Я в отпуске до 5 декабря."),
    ("自动回复: News", "您好，我正在休假，将尽快回复。"),
    ("自動返信: News", "ただいま休暇中です。"),
    ("부재중 자동 응답", "휴가 중입니다."),
    ("Trả lời tự động: News", "Tôi vắng mặt đến ngày 5 tháng 12."),
    ("Balasan otomatis", "Saya sedang cuti sampai 5 Desember."),
    ("Autosvar: News", "Jag är på semester och läser inte e-post."),
    ("Left the company", "This is an automated response: Somchai no longer works here and this mailbox is not monitored."),
    ("Your ticket #1234", "We have received your request. Your ticket number is 1234. An agent could not yet be assigned."),
    ("Thank you for contacting us", "Thank you for your email. This mailbox is not monitored, mail to it is not read."),
    ("Vacation: News", "I am away on vacation. My mailbox may be full when I return!"),
)  # fmt: skip

PEOPLE = (
    ("Re: News of the university", "Thank you! My old address somchai@old.example does not exist any more, please use this one."),
    ("Re: News of the university", "My mailbox is full of your mails. Please stop."),
    ("ตอบ: ข่าวมหาวิทยาลัย", "ขอบคุณครับ อีเมลเก่าใช้ไม่ได้แล้ว ไม่พบผู้รับตามที่แจ้ง ช่วยเปลี่ยนให้ด้วย"),
    ("Question about the dinner", "I tried to write to the chapter but the message could not be delivered. Can you help?"),
    ("คำถาม", "ส่งอีเมลถึงชมรมไม่ได้ ช่วยตรวจสอบให้หน่อย"),
    ("Change of address", "Please note that my address has changed to new@example.com."),
    ("Hello", "Just a line to say that the reunion was wonderful."),
    ("unsubscribe", "unsubscribe"),
    ("ขอยกเลิกการรับข่าว", "ขอยกเลิกการรับข่าวสาร"),
    ("AW: News", "Danke, bitte keine weiteren Mails."),
    ("Re: Undelivered Mail Returned to Sender", "Why did I get this?\n\n> <a@b.example>: host said: 550 5.1.1 User unknown\n> could not be "
            "delivered\n"),
    ("Fwd: Undelivered Mail", "See below, what does it mean?\n\n> This is the mail system at host x.\n> <a@b.example>: 550 "
            "User unknown\n> could not be delivered\n"),
    ("Meeting on Monday", "The room is unknown yet. User accounts will be disabled during the upgrade; see the policy."),
    ("Delivery of your order", "Your parcel was delivered today."),
    ("Invoice 550", "Invoice 550 for 5.1.1 is attached. The amount exceeds the limit of your quota."),
)  # fmt: skip


def away() -> list[tuple[bytes, str]]:
    headers = (
        {"Auto_Submitted": "auto-replied"},
        {"X_Autoreply": "yes", "Precedence": "bulk"},
        {"Return_Path": "<>", "X_Auto_Response_Suppress": "All"},
        {"Precedence": "auto_reply"},
    )
    return [
        (
            plain(f"Somchai <somchai{number}@example.com>", subject, text, **headers[number % len(headers)]),
            "auto-reply",
        )
        for number, (subject, text) in enumerate(AWAY)
    ]


def people() -> list[tuple[bytes, str]]:
    found = []
    for subject, text in PEOPLE:
        more = {"In_Reply_To": "<0123456789abcdef@mail.example.ac.th>"} if ":" in subject[:5] else {}
        found.append((plain("Somying Rakdee <somying@example.com>", subject, text, **more), "not-a-bounce"))
        quoted = "\n".join(f"> {line}" for line in ORIGINAL.format(to="somying@example.com").splitlines())
        found.append((plain("somying@example.com", f"Re: {subject}", f"{text}\n\n{quoted}\n", **more), "not-a-bounce"))
    return found


def receipts() -> list[tuple[bytes, str]]:
    receipt = (
        head("Somchai <somchai@example.com>", "Read: News of the university", MIME_Version="1.0",
             Content_Type='multipart/report; report-type=disposition-notification; boundary="r"')
        + "\n--r\nContent-Type: text/plain\n\nYour message was read on Monday.\n--r\n"
        "Content-Type: message/disposition-notification\n\nReporting-UA: mail\nFinal-Recipient: "
                "rfc822; somchai@example.com\n"
        "Original-Message-ID: <0123456789abcdef@mail.example.ac.th>\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\n\n--r--\n"
    ).encode()  # fmt: skip
    deleted = receipt.replace(b"Read: News", b"Not read: News").replace(b"; displayed", b"; deleted")
    return [(receipt, "auto-reply"), (deleted, "auto-reply")]


def successes() -> list[tuple[bytes, str]]:
    case = Case("somchai@example.com", "250", "2.0.0", "Message accepted for delivery")
    sender = "Mail Delivery System <MAILER-DAEMON@mx.example.net>"
    found = []
    for action in ("delivered", "relayed", "expanded"):
        fields = f"Action: {action}\nStatus: 2.0.0\nDiagnostic-Code: smtp; 250 2.0.0 OK\n"
        text = "Your message was successfully delivered to the destination(s) listed below."
        found.append((report(case, text, sender, "Successful Mail Delivery Report", fields=fields), "not-a-bounce"))
    return found


def delays() -> list[tuple[bytes, str]]:
    """Warnings: soft, never hard."""
    case = Case("somchai@example.com", "", "4.4.1", "connect to mx.example.com[192.0.2.5]: Connection timed out")
    sender = "Mail Delivery System <MAILER-DAEMON@mx.example.net>"
    texts = (
        ("Delayed Mail (still being retried)", "THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE."),
        ("Warning: could not send message for past 4 hours", "Warning: message still undelivered after 4 hours. Will keep trying until message is 5 days "
                "old"),
        ("Warning: message delayed 24 hours", "A message that you sent has not yet been delivered to one or more of its recipients. No "
                "action is required on your part. Delivery attempts will continue."),
        ("Delivery Status Notification (Delay)", "This is an automatically generated Delivery Status Notification\n\nTHIS IS A WARNING "
                "MESSAGE ONLY.\n\nDelivery to the following recipient has been delayed:\n\n     "
                "somchai@example.com\n\nMessage will be retried for 2 more day(s)"),
        ("Delivery delayed: News", "Delivery is delayed to these recipients or groups:\n\nsomchai@example.com\n\nThis message "
                "hasn't been delivered yet. Delivery will continue to be attempted."),
        ("อีเมลล่าช้า", "ยังไม่สามารถส่งอีเมลถึง somchai@example.com ได้ ระบบจะพยายามส่งอีกครั้ง"),
    )  # fmt: skip
    found = [
        (plain(sender, subject, text + "\n<somchai@example.com>: timed out\n"), "soft") for subject, text in texts
    ]
    return found + [(report(case, text, sender, subject, action="delayed"), "soft") for subject, text in texts]


def machines() -> list[tuple[bytes, str]]:
    """Challenges, and what lists and shops send."""
    challenge = plain(
        "Somchai <somchai@example.com>", "Please confirm your message",
        "I use a spam filter. To have your message delivered click the link to verify that you are human:\n"
        "https://filter.example/confirm?x=1\n",
    )  # fmt: skip
    news = (
        "Our servers could not be reached on Monday. Unknown users were rejected; mailbox full errors are solved now."
    )
    letter = plain("News <news@shop.example>", "How to avoid undeliverable mail", news,
                   List_Id="<news.shop.example>", List_Unsubscribe="<https://shop.example/u>")  # fmt: skip
    post = plain("Kanya <kanya@example.com>", "[admins] Delivery problems with 550 5.1.1", news,
                 List_Id="<admins.example.org>", List_Post="<mailto:admins@example.org>", Precedence="list")  # fmt: skip
    return [(challenge, "auto-reply"), (letter, "not-a-bounce"), (post, "not-a-bounce")]


def complaints() -> list[tuple[bytes, str]]:
    report_of = (
        head("Provider <fbl@provider.example>", "FW: News of the university", MIME_Version="1.0",
             Content_Type='multipart/report; report-type=feedback-report; boundary="f"')
        + "\n--f\nContent-Type: text/plain\n\nThis is an abuse report.\n--f\nContent-Type: message/feedback-report\n\n"
        "Feedback-Type: abuse\nUser-Agent: FBL/1.0\nVersion: 1\nOriginal-Rcpt-To: <somchai@example.com>\n\n"
        "--f\nContent-Type: message/rfc822\n\n" + ORIGINAL.format(to="somchai@example.com") + "\n--f--\n"
    ).encode()  # fmt: skip
    return [(report_of, "complaint")]


def all_of_them() -> list[tuple[bytes, str]]:
    return [*away(), *people(), *receipts(), *successes(), *machines(), *complaints()]


__all__ = ["OURS", "all_of_them", "delays"]
