"""Notices in the words of many makes and languages, and what looks like one: each with its kind and recipient."""

# ruff: noqa: E501 - a mail's text is easier to read on its own line

import pytest

from apps.mailings.lib.bounces import read

SAMPLES = []


def notice(kind, to, sender, subject, body, ct="text/plain; charset=utf-8", **headers):  # noqa: PLR0917
    lines = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items())
    text = f"From: {sender}\nTo: bounce@ours.example\nSubject: {subject}\n{lines}Content-Type: {ct}\n\n{body}"
    SAMPLES.append((kind, to, text.encode()))


def report(kind, to, sender, subject, text, fields):  # noqa: PLR0917
    body = (
        f"--b\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns;mx.net.example\n\n{fields}\n\n--b\nContent-Type: message/rfc822\n\nReceived: from a\n"
        f"Message-ID: <1@ours.example>\nTo: {to}\nSubject: News\n\nHello\n--b--\n"
    )
    notice(kind, to, sender, subject, body, "multipart/report; report-type=delivery-status; boundary=b")


def letter(subject, body, sender="Joe Doe <joe@y.example>", **headers):
    notice("not-a-bounce", "", sender, subject, body, **headers)


def machine(subject, body, sender="Joe Doe <joe@y.example>", **headers):
    notice("auto-reply", "", sender, subject, body, **headers)


ORIGINAL = "\n\nReceived: from portal\nMessage-ID: <1@ours.example>\nFrom: office@ours.example\nTo: joe@y.example\nSubject: News\n\nHello\n"
JOE = "joe@y.example"
GOOGLE = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"
# Google in languages, single plain/html
for subj, head, line in [
    (
        "Delivery Status Notification (Failure)",
        "ไม่พบที่อยู่",
        "ไม่สามารถส่งข้อความของคุณถึง joe@y.example ได้ เนื่องจากไม่พบที่อยู่ดังกล่าว หรือที่อยู่ดังกล่าวไม่สามารถรับอีเมลได้",
    ),
    (
        "Delivery Status Notification (Failure)",
        "アドレス不明",
        "joe@y.example というアドレスが見つからないか、メールを受信できないアドレスであるため、メールは配信されませんでした。",
    ),
    (
        "Delivery Status Notification (Failure)",
        "找不到地址",
        "您的邮件未送达 joe@y.example，因为系统找不到该地址，或该地址无法接收邮件。",
    ),
    (
        "Delivery Status Notification (Failure)",
        "找不到地址",
        "系統找不到 joe@y.example 這個地址，或是對方無法接收郵件，因此無法遞送你的郵件。",
    ),
    (
        "Delivery Status Notification (Failure)",
        "Adresse nicht gefunden",
        "Ihre Nachricht wurde nicht an joe@y.example zugestellt, weil die Adresse nicht gefunden wurde oder keine E-Mails empfangen kann.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "Adresse introuvable",
        "Votre message n'a pas été remis à joe@y.example, car l'adresse est introuvable ou ne peut pas recevoir de messages.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "Dirección no encontrada",
        "Tu mensaje no se ha entregado a joe@y.example porque no se ha encontrado la dirección o esta no puede recibir correo.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "Indirizzo non trovato",
        "Il tuo messaggio non è stato recapitato a joe@y.example perché l'indirizzo non è stato trovato o non può ricevere posta.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "Endereço não encontrado",
        "Sua mensagem não foi entregue a joe@y.example porque o endereço não foi encontrado ou não pode receber e-mails.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "Адрес не найден",
        "Ваше письмо не доставлено получателю joe@y.example, поскольку адрес не найден или не может принимать почту.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "주소를 찾을 수 없음",
        "주소를 찾을 수 없거나 주소에서 메일을 받을 수 없으므로 메일이 joe@y.example에게 전송되지 않았습니다.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "Alamat tidak ditemukan",
        "Pesan Anda tidak terkirim ke joe@y.example karena alamat tidak dapat ditemukan, atau tidak dapat menerima email.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "Không tìm thấy địa chỉ",
        "Thư của bạn không được gửi đến joe@y.example vì không tìm thấy địa chỉ này hoặc địa chỉ này không thể nhận thư.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "Adres niet gevonden",
        "Je bericht is niet bezorgd bij joe@y.example omdat het adres niet kan worden gevonden of geen e-mail kan ontvangen.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "Nie znaleziono adresu",
        "Wiadomość nie została dostarczona do joe@y.example, ponieważ nie znaleziono adresu lub nie może on odbierać poczty.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "Adres bulunamadı",
        "Adres bulunamadığından veya adres posta alamadığından, mesajınız joe@y.example adresine iletilmedi.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "Adressen hittades inte",
        "Ditt meddelande levererades inte till joe@y.example eftersom adressen inte hittades eller inte kan ta emot e-post.",
    ),
    (
        "Delivery Status Notification (Failure)",
        "لم يتم العثور على العنوان",
        "لم يتم تسليم رسالتك إلى joe@y.example لأنه لم يتم العثور على العنوان أو لأنه يتعذر عليه استلام البريد.",
    ),
]:
    notice("hard", JOE, GOOGLE, subj, f"** {head} **\n\n{line}\n")
notice("hard", JOE, GOOGLE, subj, f"<html><h2>{head}</h2><p>{line}</p></html>", "text/html; charset=utf-8")
notice(
    "hard",
    JOE,
    GOOGLE,
    "Delivery Status Notification (Failure)",
    "** Address not found **\n\nYour message wasn't delivered to joe@y.example because the domain y.example couldn't be found. Check for typos or unnecessary spaces and try again.\n",
)
notice(
    "soft",
    JOE,
    GOOGLE,
    "Delivery Status Notification (Delay)",
    "** Delivery incomplete **\n\nThere was a temporary problem delivering your message to joe@y.example. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.\n",
)
notice(
    "soft",
    JOE,
    GOOGLE,
    "Delivery Status Notification (Failure)",
    "** Message blocked **\n\nYour message to joe@y.example has been blocked. See technical details below for more information.\n\nThe response from the remote server was:\n550 5.7.1 Message rejected due to policy\n",
)
notice(
    "soft",
    JOE,
    GOOGLE,
    "Delivery Status Notification (Failure)",
    "** Recipient inbox full **\n\nYour message couldn't be delivered to joe@y.example. Their inbox is full, or it's getting too much mail right now.\n",
)
notice(
    "soft",
    JOE,
    GOOGLE,
    "Delivery Status Notification (Failure)",
    "** กล่องจดหมายของผู้รับเต็ม **\n\nไม่สามารถส่งข้อความของคุณถึง joe@y.example ได้ เนื่องจากกล่องจดหมายของผู้รับเต็ม หรือได้รับจดหมายมากเกินไปในขณะนี้\n",
)
notice(
    "soft",
    JOE,
    GOOGLE,
    "Delivery Status Notification (Delay)",
    "** การส่งไม่สมบูรณ์ **\n\nเกิดปัญหาชั่วคราวในการส่งข้อความของคุณถึง joe@y.example Gmail จะลองอีกครั้งภายใน 46 ชั่วโมง คุณจะได้รับแจ้งหากการส่งล้มเหลวโดยถาวร\n",
)
# verizon-like
notice(
    "hard",
    "5551234567@vtext.example",
    "post_master@vtext.example",
    "Re:Test message",
    "Error: Invalid user address\n\nError message below:\n550 - Requested action not taken: no such user here\n\nMessage details:\n  Subject: Test message\n  MAIL FROM: a@ours.example\n  RCPT TO: 5551234567@vtext.example\n  Size (in bytes): 39\n",
    In_Reply_To="<1@ours.example>",
)
# domino jp
notice(
    "hard",
    JOE,
    "postmaster@n.example",
    "Undeliverable message",
    "------- Failure Reasons  --------\n\nディレクトリのリストにありません\njoe@y.example\n\n------- Returned Message --------\nReceived: from a\nMessage-ID: <1@x>\nTo: joe@y.example\n",
)
notice(
    "hard",
    JOE,
    "postmaster@n.example",
    "Undeliverable message",
    "------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\njoe@y.example\n\n------- Returned Message --------\nReceived: from a\nTo: joe@y.example\n",
)
# x1
notice(
    "hard",
    JOE,
    '"Mail Deliver System" <MAILER-DAEMON>',
    "Returned Mail: User unknown",
    "The original message was received at Thu, 29 Apr 2011 23:34:45 +0900 (JST)\nfrom a@ours.example\n\n---The following addresses had delivery errors---\n\njoe@y.example [User unknown]\n",
)
# domino english w/ dsn
report(
    "hard",
    JOE,
    "Administrator@corp.example",
    "DELIVERY FAILURE: User joe (joe@y.example) not listed in Domino Directory",
    "Your message\n\n  Subject: News\n\nwas not delivered to:\n\n  joe@y.example\n\nbecause:\n\n  User joe (joe@y.example) not listed in Domino Directory\n",
    "Final-Recipient: rfc822;joe@y.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: X-Notes; User joe (joe@y.example) not listed in Domino Directory",
)
notice(
    "hard",
    JOE,
    "Administrator@corp.example",
    "DELIVERY FAILURE: 550 5.1.1 User unknown",
    "Your message\n\n  Subject: News\n\nwas not delivered to:\n\n  joe@y.example\n\nbecause:\n\n  550 5.1.1 User unknown\n\n",
)
# GroupWise
notice(
    "hard",
    JOE,
    "Mailer-Daemon@corp.example",
    "Message status - undeliverable",
    "The message that you sent was undeliverable to the following:\n\tjoe@y.example (user not found)\n\nPossibly truncated original message follows:\n"
    + ORIGINAL,
    "text/plain",
)
# IMail
notice(
    "hard",
    JOE,
    "Postmaster <postmaster@x.example>",
    "Undeliverable Mail",
    "User mailbox unknown: joe@y.example\n\n\nOriginal message follows.\n" + ORIGINAL,
    X_Mailer="<SMTP32 v8.22>",
)
notice(
    "hard",
    JOE,
    "Postmaster <postmaster@x.example>",
    "Undeliverable Mail",
    "Unknown host: joe@y.example\n\n\nOriginal message follows.\n" + ORIGINAL,
)
# SurfControl, Interscan
notice(
    "hard",
    JOE,
    '"Notification" <notification@x.example>',
    "Mail could not be delivered",
    "****** Message from InterScan Messaging Security Suite ******\n\nSent <<< RCPT TO:<joe@y.example>\nReceived >>> 550 5.1.1 <joe@y.example>... user unknown\n\nUnable to deliver message to <joe@y.example>.\n\n************************     End of message     **********************\n",
)
notice(
    "hard",
    JOE,
    "SMTP.Gateway@x.example",
    "Message could not be delivered",
    "Your message could not be delivered.\n\nIt was addressed to: joe@y.example\nThe error was: 550 Unknown user\n",
)
# Courier
notice(
    "hard",
    JOE,
    "Mail Delivery Subsystem <MAILER-DAEMON@x.example>",
    "NOTICE: mail delivery status.",
    "This is a delivery status notification from mx.x.example,\nrunning the Courier mail server, version 0.65.2.\n\nThe original message was received on Sat, 11 Dec 2010 12:19:57 +0900\nfrom [127.0.0.1]\n\n---------------------------------------------------------------------------\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<joe@y.example>:\n    mx.y.example [192.0.2.1]:\n>>> RCPT TO:<joe@y.example>\n<<< 550 5.1.1 <joe@y.example>... User Unknown\n\n---------------------------------------------------------------------------\n",
)
# Apache James
notice(
    "hard",
    JOE,
    "postmaster@x.example",
    "[BOUNCE] News",
    "Hi. This is the James mail server at mx.x.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\nError message below:\n550 - Requested action not taken: no such user here\n\nMessage details:\n  Subject: News\n  RCPT TO: joe@y.example\n  From: office@ours.example\n",
)
# MessageLabs
report(
    "hard",
    JOE,
    "MAILER-DAEMON@messagelabs.example",
    "Mail Delivery Failure",
    "This is the mail delivery agent at messagelabs.example.\n\nI was unable to deliver your message to the following addresses:\n\njoe@y.example\n\nReason: 542 joe@y.example Rejected\n\nThe message subject was: News\n",
    "Final-Recipient: rfc822; joe@y.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 542 joe@y.example Rejected",
)
# Amazon SES
report(
    "hard",
    JOE,
    "MAILER-DAEMON@amazonses.example",
    "Delivery Status Notification (Failure)",
    "An error occurred while trying to deliver the mail to the following recipients:\njoe@y.example",
    "Final-Recipient: rfc822;joe@y.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 user unknown",
)
report(
    "hard",
    JOE,
    "MAILER-DAEMON@amazonses.example",
    "Delivery Status Notification (Failure)",
    "The following message to <joe@y.example> was undeliverable.\nThe reason for the problem:\n5.3.0 - Other mail system problem 550-'Unknown address error'",
    'Final-Recipient: rfc822;joe@y.example\nAction: failed\nStatus: 5.0.0 (permanent failure)\nDiagnostic-Code: smtp; 5.3.0 - Other mail system problem 550-"Unknown user" (delivery attempts: 0)',
)
# SendGrid
report(
    "hard",
    JOE,
    "MAILER-DAEMON",
    "Undelivered Mail Returned to Sender",
    "Hello, this is the mail server on mx.sendgrid.example.\n\nI am sending you this message to inform you on the delivery status of a\nmessage you previously sent.  Immediately below you will find a list of\nthe affected recipients;  also attached is a Delivery Status Notification\n(DSN) report in standard format, as well as the headers of the original\nmessage.\n\n  <joe@y.example>  delivery failed; will not continue trying\n",
    "Final-Recipient: rfc822; joe@y.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: 550 5.1.1 The email account that you tried to reach does not exist.",
)
# PowerMTA
report(
    "soft",
    JOE,
    "postmaster@x.example",
    "Delivery report",
    "Hello, this is the mail server on mx.\n\n  <joe@y.example>  delayed; will continue trying\n",
    "Final-Recipient: rfc822;joe@y.example\nAction: delayed\nStatus: 4.4.1 (unable to connect)\nRemote-MTA: dns; mx",
)
notice(
    "hard",
    JOE,
    "postmaster@x.example",
    "Delivery report",
    "Hello, this is the mail server on mx.x.example.\n\nI am sending you this message to inform you on the delivery status of a\nmessage you previously sent.  Immediately below you will find a list of\nthe affected recipients.\n\n  <joe@y.example>  delivery failed; will not continue trying\n",
)
# hMailServer
notice(
    "hard",
    JOE,
    "mailer-daemon@x.example",
    "Message undeliverable: News",
    "Your message did not reach some or all of the intended recipients.\n\n   Sent: Mon, 30 Nov 2026\n   Subject: News\n\nThe following recipient(s) could not be reached:\n\njoe@y.example\n   Error Type: SMTP\n   Remote server (192.0.2.1) issued an error.\n   hMailServer sent: RCPT TO:<joe@y.example>\n   Remote server replied: 550 5.1.1 User unknown\n\nhMailServer\n",
)
notice(
    "hard",
    JOE,
    "mailer-daemon@x.example",
    "Message undeliverable: News",
    "Your message did not reach some or all of the intended recipients.\n\n   Sent: Mon, 30 Nov 2026\n   Subject: News\n\nThe following recipient(s) could not be reached:\n\njoe@y.example\n   Error Type: SMTP\n   Error Description: No mail servers appear to exists for the recipient's address.\n   Additional information: Please check that you have not misspelled the recipient's email address.\n\nhMailServer\n",
)
# Zimbra / postfix localized?
# MDaemon
notice(
    "hard",
    JOE,
    "MDaemon at x.example <MDaemon@x.example>",
    "Permanent Delivery Failure",
    "The following data may contain sections which represent BASE64 encoded file attachments.\n\nThe attached message had PERMANENT fatal delivery errors!\n\nAfter one or more unsuccessful delivery attempts the attached message has\nbeen removed from the mail queue on this server.\n\nMDaemon has identified this problem as being permanent due to the following fatal\ndelivery error(s):\n\n  ----- Transcript -----\n\nFailed address: joe@y.example\n\n--- Session Transcript ---\nMon 2026-11-30 09:00:00: --> RCPT To:<joe@y.example>\nMon 2026-11-30 09:00:00: <-- 550 5.1.1 Unknown user\n--- End Transcript ---\n",
)
# CommuniGate
notice(
    "hard",
    JOE,
    "<MAILER-DAEMON@x.example>",
    "Undeliverable mail: News",
    "Failed to deliver to 'joe@y.example'\nSMTP module(domain y.example) reports:\n account is unknown: 550 5.1.1 unknown\n\n",
)
notice(
    "hard",
    JOE,
    "<MAILER-DAEMON@x.example>",
    "Undeliverable mail: News",
    "Failed to deliver to '<joe@y.example>'\nLOCAL module(account joe) reports:\n account does not exist\n\n",
)
# iPlanet/Messaging server
notice(
    "hard",
    JOE,
    "Internet Mail Delivery <postmaster@x.example>",
    "Delivery Notification: Delivery has failed",
    "This report relates to a message you sent with the following header fields:\n\n  Message-id: <1@ours.example>\n  Date: Mon, 30 Nov 2026\n  From: office@ours.example\n  To: joe@y.example\n  Subject: News\n\nYour message cannot be delivered to the following recipients:\n\n  Recipient address: joe@y.example\n  Reason: Remote SMTP server has rejected address\n  Diagnostic code: smtp;550 5.1.1 unknown or illegal alias: joe@y.example\n  Remote system: dns;mx.y.example (TCP|1|2) (smtp)\n",
)
# ezweb, docomo
notice(
    "hard",
    JOE,
    "Mail Administrator <Postmaster@ezweb.example>",
    "Mail System Error - Returned Mail",
    "The user(s) account is disabled.\n\n<joe@y.example>: 550 user unknown\n",
)
notice(
    "hard",
    JOE,
    "<MAILER-DAEMON@softbank.example>",
    "Mail System Error - Returned Mail",
    "次のあて先へのメッセージはエラーのため送信できませんでした。\n\n送信先メールアドレス: joe@y.example\n原因: ユーザーが見つかりません\n",
)
# kddi
notice(
    "hard",
    JOE,
    "no-reply@app.auone-net.example",
    "配信不能",
    "The message could not be delivered to the recipients below.\n\nAs their mailbox does not exist.\n joe@y.example\n",
)
# biglobe
notice(
    "soft",
    JOE,
    "postmaster@biglobe.example",
    "Returned Mail",
    "   ----- The following addresses had delivery problems -----\njoe@y.example\n\n   ----- Non-delivered information -----\nThe number of messages in recipient's mailbox exceeded the local limit.\n\n",
)
# nifty etc
# MailFoundry
notice(
    "hard",
    JOE,
    "Mail Delivery System <postmaster@x.example>",
    "Message delivery failed",
    "Unable to deliver message to: <joe@y.example>\nDelivery failed for the following reason:\nServer mx.y.example[192.0.2.1] failed with: 550 5.1.1 No such user here\n\nThis has been a permanent failure.  No further delivery attempts will be made.\n",
)
# McAfee
notice(
    "hard",
    JOE,
    "Postmaster <postmaster@x.example>",
    "Delivery Status",
    "--- The following addresses had delivery problems ---\n\n<joe@y.example>   (User unknown joe@y.example)\n\n--------------Returned Message--------------\n",
)
# mailmarshal
notice(
    "hard",
    JOE,
    "postmaster@x.example",
    'Undeliverable Mail: "News"',
    "Your message:\n   From:    office@ours.example\n   Subject: News\n\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected:\n    joe@y.example\n\nAdditional Information\n======================\n",
)
# mxlogic
notice(
    "hard",
    JOE,
    "Mail Delivery System <mailer-daemon@mxlogic.example>",
    "Mail delivery failed: returning message to sender",
    "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  <joe@y.example>:\n.550 5.1.1 <joe@y.example>... User Unknown\n\nIncluded is a copy of the message header:\n-----------------------------------------\nReceived: from a\n",
)
# bigfoot, yandex, zoho
notice(
    "hard",
    JOE,
    "mailer-daemon@mail.zoho.example",
    "Undelivered Mail Returned to Sender",
    "This message was created automatically by mail delivery software. A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\njoe@y.example Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.=\n1 <joe@y.example>... User Unknown\n\nReceived:from mail.zoho.example by mx\n",
    Content_Transfer_Encoding="quoted-printable",
)
notice(
    "soft",
    JOE,
    "mailer-daemon@yandex.example",
    "Недоставленное сообщение",
    "Это письмо отправлено почтовым сервером yandex.example.\n\nК сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может быть отправлено одному или нескольким адресатам. Технические подробности можно найти ниже.\n\n<joe@y.example>: host mx.y.example[192.0.2.1] said: 552 5.2.2 Mailbox size limit exceeded (in reply to end of DATA command)\n",
)
notice(
    "hard",
    JOE,
    "Mail.Ru <mailer-daemon@corp.mail.ru.example>",
    "Mail failure.",
    "Это письмо создано автоматически\nсервером Mail.Ru, отвечать на него не\nнужно.\n\nК сожалению, Ваше письмо не может\nбыть доставлено одному или нескольким\nполучателям:\n\n**********************\n\njoe@y.example non existent user\n\n**********************\n",
    X_Failed_Recipients=JOE,
)
# QQ, 163, naver, daum
notice(
    "hard",
    JOE,
    "PostMaster@qq.example",
    "系统退信",
    "抱歉，您的邮件被退回来了……\n原邮件信息：\n时 间 2026-11-30\n主 题 News\n收件人 joe@y.example\n退信原因：\n收件人邮件地址（joe@y.example）不存在，邮件无法送达。\nhost mx.y.example said: 550 User not found (in reply to RCPT TO command)\n解决方案：\n请联系您的收件人，重新核实邮箱地址\n",
)
notice(
    "hard",
    JOE,
    "Postmaster@163.example",
    "系统退信/System bounce",
    "亲爱的用户：很抱歉，您的邮件发送失败，以下是该邮件的相关信息：\n收件人: joe@y.example\n退信代码: 550 User not found: joe@y.example\n",
)
notice(
    "soft",
    JOE,
    "Postmaster@163.example",
    "系统退信",
    "您的邮件被退回：收件人 joe@y.example\n退信原因：对方邮箱已满 552 Quota exceeded\n",
)
notice(
    "hard",
    JOE,
    "MAILER-DAEMON@naver.example",
    "[메일전송실패안내] News",
    "보내신 메일이 전송되지 못했습니다.\n받는사람 : joe@y.example\n실패 사유 : 존재하지 않는 메일주소입니다. 550 5.1.1 No such user joe@y.example\n",
)
notice(
    "hard",
    JOE,
    "Mail Delivery Agent <postmaster@hanmail.example>",
    "메일 전송 실패",
    "받는 사람 joe@y.example 의 계정이 없습니다.\n",
)
# Old exchange localized
notice(
    "hard",
    JOE,
    '"Systemadministrator" <postmaster@corp.example>',
    "Unzustellbar: News",
    "Ihre Nachricht\n\n An: joe@y.example\n Betreff: News\n Gesendet am: 1.1.\n\nkonnte folgenden Empfänger nicht erreichen:\n\njoe@y.example am 1.1.2020\n    Der Name des Empfängers konnte nicht erkannt werden\n",
)
notice(
    "hard",
    JOE,
    '"Administrateur système" <postmaster@corp.example>',
    "Non remis : News",
    "Votre message\n\n À : joe@y.example\n Objet : News\n\nn'a pas pu être remis aux destinataires suivants :\n\njoe@y.example le 01/01/2020\n   Le compte de messagerie n'existe pas dans l'organisation à laquelle ce message a été envoyé.\n   <mx #5.1.1>\n",
)
notice(
    "hard",
    JOE,
    '"Administrador del sistema" <postmaster@corp.example>',
    "No se puede entregar: News",
    "El mensaje no llegó a algunos o a todos los destinatarios.\n\nNo se pudo localizar a los destinatarios siguientes:\n\n joe@y.example el 01/01/2020\n  La cuenta de correo electrónico no existe en la organización a la que se envió este mensaje.\n",
)
notice(
    "hard",
    JOE,
    '"ผู้ดูแลระบบ" <postmaster@corp.example>',
    "ส่งไม่ได้: ข่าว",
    "ข้อความของคุณไม่ถึงผู้รับบางคนหรือทั้งหมด\n\n      เรื่อง:  ข่าว\n      ส่งเมื่อ:  1/1/2563\n\nไม่สามารถเข้าถึงผู้รับต่อไปนี้:\n\n      joe@y.example เมื่อ 1/1/2563\n            ไม่มีบัญชีอีเมลนี้ในองค์กรที่ส่งข้อความนี้ไป\n            <mx #5.1.1>\n",
)
notice(
    "hard",
    JOE,
    "Microsoft Outlook <postmaster@corp.example>",
    "ส่งไม่ได้: ข่าวมหาวิทยาลัย",
    "การส่งไปยังผู้รับหรือกลุ่มต่อไปนี้ล้มเหลว:\n\njoe@y.example\nไม่พบที่อยู่อีเมลที่คุณป้อน โปรดตรวจสอบที่อยู่อีเมลของผู้รับแล้วลองส่งข้อความอีกครั้ง\n\nข้อมูลการวินิจฉัยสำหรับผู้ดูแลระบบ:\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
)
notice(
    "hard",
    JOE,
    "Microsoft Outlook <postmaster@corp.example>",
    "配信不能: News",
    "次の受信者またはグループへの配信に失敗しました:\n\njoe@y.example\n入力された電子メール アドレスが見つかりませんでした。\n\n管理者向けの診断情報:\n#< #5.1.1 smtp;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found> #SMTP#\n",
)
notice(
    "hard",
    JOE,
    "Microsoft Outlook <postmaster@corp.example>",
    "未传递: News",
    "邮件无法传递给以下收件人:\n\njoe@y.example\n您输入的电子邮件地址找不到。\n\n供管理员使用的诊断信息:\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
)
notice(
    "hard",
    JOE,
    "Microsoft Outlook <postmaster@corp.example>",
    "Não entregue: News",
    "Falha na entrega a estes destinatários ou grupos:\n\njoe@y.example\nO endereço de email que você inseriu não foi encontrado.\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
)
notice(
    "hard",
    JOE,
    "Microsoft Outlook <postmaster@corp.example>",
    "Nie można dostarczyć: News",
    "Dostarczenie do następujących adresatów lub grup nie powiodło się:\n\njoe@y.example\nNie można odnaleźć wprowadzonego adresu e-mail.\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
)
notice(
    "hard",
    JOE,
    "Microsoft Outlook <postmaster@corp.example>",
    "Teslim Edilemedi: News",
    "Bu alıcılara veya gruplara teslim edilemedi:\n\njoe@y.example\nGirdiğiniz e-posta adresi bulunamadı.\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
)
# Mimecast
notice(
    "hard",
    JOE,
    '"Mail Delivery System" <mailer-daemon@corp.example>',
    "[Postmaster] Email Delivery Failure",
    "This is a delivery failure notification message indicating that\nan email you addressed to email address :\n-- joe@y.example\n\ncould not be delivered. The problem appears to be :\n-- Recipient email address is possibly incorrect\n\nAdditional information follows :\n-- 5.4.1 [joe@y.example]: Recipient address rejected: Access denied\n\nThis condition occurred after 1 attempt(s) to deliver over\na period of 0 hour(s).\n",
)
# Proofpoint, Barracuda, Sophos
notice(
    "soft",
    JOE,
    '"Barracuda Spam Firewall" <postmaster@x.example>',
    "**Message you sent blocked by our bulk email filter**",
    "Your message to: joe@y.example\nwas blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:\n\nSubject: News\n",
)
report(
    "hard",
    JOE,
    "MAILER-DAEMON@barracuda.example",
    "Delivery Status Notification",
    "**Message you sent blocked**",
    "Final-Recipient: rfc822; joe@y.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 No such user (joe@y.example)",
)
notice(
    "hard",
    JOE,
    "Mail Delivery System <postmaster@x.example>",
    "Failed to deliver to 'joe@y.example'",
    "SMTP module(domain y.example) reports:\n host y.example says:\n 550 5.1.1 <joe@y.example>: Email address could not be found\n",
)
# qmail-ldap, qmail variants
notice(
    "hard",
    JOE,
    "MAILER-DAEMON@x.example",
    "failure notice",
    "Hi. This is the qmail-send program at mx.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<joe@y.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n"
    + ORIGINAL,
)
notice(
    "hard",
    JOE,
    "MAILER-DAEMON@x.example",
    "failure notice",
    "Hi. This is the qmail-send program at mx.\n\n<joe@y.example>:\nMailaddress is administrative disabled. (#5.2.1)\n\n--- Below this line is a copy of the message.\n"
    + ORIGINAL,
)
notice(
    "hard",
    JOE,
    "MAILER-DAEMON@x.example",
    "failure notice",
    "Hi. This is the qmail-send program at mx.\n\n<joe@y.example>:\nSorry, I couldn't find any host named y.example. (#5.1.2)\n\n--- Below this line is a copy of the message.\n"
    + ORIGINAL,
)
notice(
    "soft",
    JOE,
    "MAILER-DAEMON@x.example",
    "failure notice",
    "Hi. This is the qmail-send program at mx.\n\n<joe@y.example>:\nSorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nI'm not going to try again; this message has been in the queue too long.\n\n--- Below this line is a copy of the message.\n"
    + ORIGINAL,
)
notice(
    "soft",
    JOE,
    "MAILER-DAEMON@x.example",
    "failure notice",
    "Hi. This is the qmail-send program at mx.\n\n<joe@y.example>:\nThe users mailfolder is over the allowed quota (size). (#5.2.2)\n\n--- Below this line is a copy of the message.\n"
    + ORIGINAL,
)
notice(
    "hard",
    JOE,
    "MAILER-DAEMON@x.example",
    "failure notice",
    "Bonjour. Ceci est le programme qmail-send de mx.\nJe n'ai pas pu delivrer votre message aux adresses suivantes.\n\n<joe@y.example>:\nDesole, aucune boite aux lettres de ce nom. (#5.1.1)\n",
)
# AOL
notice(
    "hard",
    "joe@aol.example",
    "Mail Delivery Subsystem <MAILER-DAEMON@aol.example>",
    "Returned mail: User unknown",
    "The original message was received at Mon\n\n*** ATTENTION ***\n\nYour e-mail is being returned to you because there was a problem with its\ndelivery.\n\n   ----- The following addresses had permanent fatal errors -----\n<joe@aol.example>\n\n   ----- Transcript of session follows -----\n... while talking to air-yi.mail.aol.example.:\n>>> RCPT To:<joe@aol.example>\n<<< 550 MAILBOX NOT FOUND\n550 <joe@aol.example>... User unknown\n",
)
# Facebook old
notice(
    "hard",
    JOE,
    "Facebook <mailer-daemon@mx.facebook.example>",
    "Sorry, your message could not be delivered",
    "This message was created automatically by Facebook.\n\nSorry, your message could not be delivered to:\n\n<joe@y.example>: 550 5.1.1 RCP-P1 http://postmaster.facebook.example/response_codes user unknown\n",
)
# GMX, 1&1, T-online
notice(
    "hard",
    JOE,
    "GMX Mailer Daemon <mailer-daemon@gmx.example>",
    "Mail delivery failed: returning message to sender",
    'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. This is a permanent error. The following address\nfailed:\n\n"joe@y.example":\nSMTP error from remote server after RCPT command:\nhost: mx.y.example\n5.1.1 <joe@y.example>... User Unknown\n\n--- The header of the original message is following. ---\n\nReceived: from a\n',
)
notice(
    "soft",
    JOE,
    "mailer-daemon@t-online.example",
    "Mail delivery failed",
    "|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n|------------------------- Failed addresses follow: ---------------------|\n <joe@y.example> ... transport smtp: 452 4.2.2 mailbox full\n|------------------------- Message text follows: ------------------------|\n"
    + ORIGINAL,
)
notice(
    "hard",
    JOE,
    "mailer-daemon@x.example",
    "mail failed, returning to sender",
    "|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n|------------------------- Failed addresses follow: ---------------------|\n <joe@y.example> ... unknown user\n|------------------------- Message text follows: ------------------------|\n"
    + ORIGINAL,
)
# Dragonfly, opensmtpd, nullmailer, msmtp, dma
notice(
    "hard",
    JOE,
    "MAILER-DAEMON <>",
    "Mail delivery failed",
    "This is the DragonFly Mail Agent v0.13 at x.example.\n\nThere was an error delivering your mail to <joe@y.example>.\n\nmx.y.example [192.0.2.1] did not like our RCPT TO:\n550 5.1.1 <joe@y.example>: Recipient address rejected: User unknown in virtual mailbox table\n\nOriginal message headers follow.\n\nReceived: from a\n",
)
notice(
    "hard",
    JOE,
    "nullmailer <MAILER-DAEMON@x.example>",
    "failure notice",
    "Hi. This is the nullmailer program.\nDelivery to <joe@y.example> failed permanently.\nLast message: 550 no such user\n",
)
notice(
    "hard",
    JOE,
    "Mailer Daemon <MAILER-DAEMON@x.example>",
    "Delivery status notification: error",
    "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\njoe@y.example: 550 5.1.1 User unknown\n\n    Below is a copy of the original message:\n"
    + ORIGINAL,
)
notice(
    "soft",
    JOE,
    "Mailer Daemon <MAILER-DAEMON@x.example>",
    "Delivery status notification: warning",
    "    Hi!\n\n    A message is delayed for more than 4h for the following\n    list of recipients:\n\njoe@y.example: Network error on destination MXs\n\n    Below is a copy of the original message:\n"
    + ORIGINAL,
)
# Exim delay, exim frozen
notice(
    "hard",
    JOE,
    "Mail Delivery System <Mailer-Daemon@x.example>",
    "Mail delivery failed: returning message to sender",
    "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  joe@y.example\n    Unrouteable address\n\n------ This is a copy of the message, including all the headers. ------\n"
    + ORIGINAL,
)
notice(
    "soft",
    JOE,
    "Mail Delivery System <Mailer-Daemon@x.example>",
    "Mail delivery failed: returning message to sender",
    "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  joe@y.example\n    retry timeout exceeded\n\n------ This is a copy of the message, including all the headers. ------\n"
    + ORIGINAL,
)
notice(
    "soft",
    JOE,
    "Mail Delivery System <Mailer-Daemon@x.example>",
    "Mail delivery failed: returning message to sender",
    "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  joe@y.example\n    all hosts for 'y.example' have been failing for a long time (and retry time not reached)\n\n------ This is a copy of the message, including all the headers. ------\n"
    + ORIGINAL,
)
notice(
    "soft",
    JOE,
    "Mail Delivery System <Mailer-Daemon@x.example>",
    "Mail delivery failed: returning message to sender",
    "This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n  joe@y.example\n    (generated from a@b.example)\n    mailbox is full: retry timeout exceeded\n\n"
    + ORIGINAL,
)
notice(
    "hard",
    JOE,
    "Mail Delivery System <Mailer-Daemon@x.example>",
    "Mail delivery failed: returning message to sender",
    "This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n  joe@y.example\n    all relevant MX records point to non-existent hosts\n\n"
    + ORIGINAL,
)
# IIS SMTP
report(
    "hard",
    JOE,
    "postmaster@iis.example",
    "Delivery Status Notification (Failure)",
    "This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       joe@y.example\n",
    "Final-Recipient: rfc822;joe@y.example\nAction: failed\nStatus: 5.1.1",
)
report(
    "hard",
    JOE,
    "postmaster@iis.example",
    "Delivery Status Notification (Failure)",
    "Delivery to the following recipients failed.\n\n       joe@y.example\n",
    "Final-Recipient: rfc822;joe@y.example\nAction: failed\nStatus: 5.5.0\nDiagnostic-Code: smtp;550 Requested action not taken: mailbox unavailable",
)
report(
    "soft",
    JOE,
    "postmaster@iis.example",
    "Delivery Status Notification (Delay)",
    "THIS IS A WARNING MESSAGE ONLY.\nYOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nDelivery to the following recipients has been delayed.\n\n       joe@y.example\n",
    "Final-Recipient: rfc822;joe@y.example\nAction: delayed\nStatus: 4.4.7\nWill-Retry-Until: Mon",
)
report(
    "not-a-bounce",
    JOE,
    "postmaster@iis.example",
    "Delivery Status Notification (Relay)",
    "Your message has been successfully relayed to the following recipients, but the requested delivery status notifications may not be generated by the destination.\n\n       joe@y.example\n",
    "Final-Recipient: rfc822;joe@y.example\nAction: relayed\nStatus: 2.1.5",
)
report(
    "not-a-bounce",
    JOE,
    "postmaster@iis.example",
    "Delivered: News",
    "Your message has been delivered to the following recipients:\n joe@y.example\n",
    "Final-Recipient: rfc822;joe@y.example\nAction: delivered\nStatus: 2.1.5",
)
# MailEnable
notice(
    "hard",
    JOE,
    "Postmaster <postmaster@x.example>",
    "Message Delivery Failure",
    "MailEnable: Message could not be delivered to some recipients.\n\nThe following recipient(s) could not be reached:\n\n\t[SMTP:joe@y.example]: Message could not be delivered. Mail server said: 550 unknown user\n",
)
# SmarterMail
notice(
    "hard",
    JOE,
    "System Administrator <sysadmin@x.example>",
    "Delivery Failure",
    "Could not deliver message to the following recipient(s):\n\nFailed Recipient: joe@y.example\nReason: Remote host said: 550 5.1.1 User unknown\n\n   -- The header and top 20 lines of the message follows --\n\nReceived: from a\n",
)
# Kerio
notice(
    "hard",
    JOE,
    "Mail Delivery Subsystem <postmaster@x.example>",
    "Undeliverable: News",
    "Your message has not been delivered to the following recipients:\n\n<joe@y.example>: 550 5.1.1 User unknown\n",
)
# Axigen / Scalix / Synology
notice(
    "hard",
    JOE,
    "MAILER-DAEMON@x.example",
    "Undelivered Mail Returned to Sender",
    "This is the Synology Mail Server at host x.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n<joe@y.example>: unknown user: \"joe\"\n",
)
# Yahoo new
notice(
    "hard",
    "joe@yahoo.example",
    "MAILER-DAEMON@yahoo.example",
    "Failure Notice",
    "Sorry, we were unable to deliver your message to the following address.\n\n<joe@yahoo.example>:\n552: 1 Requested mail action aborted, mailbox not found\n\n--- Below this line is a copy of the message.\n"
    + ORIGINAL,
)
notice(
    "soft",
    "joe@yahoo.example",
    "MAILER-DAEMON@yahoo.example",
    "Failure Notice",
    "Sorry, we were unable to deliver your message to the following address.\n\n<joe@yahoo.example>:\n552: 5.2.2 This message is larger than the current system limit or the recipient's mailbox is full. Create a shorter message body or remove attachments and try sending it again.\n\n--- Below this line is a copy of the message.\n"
    + ORIGINAL,
)
# iCloud
notice(
    "soft",
    JOE,
    "MAILER-DAEMON@icloud.example",
    "Undeliverable",
    "Your message could not be delivered: \n<joe@y.example>: user is over quota (in reply to end of DATA command)\n",
)
# no address except returned headers
notice(
    "hard",
    JOE,
    "MAILER-DAEMON@x.example",
    "Delivery failure",
    "The recipient does not exist.\n\n----- Original message -----\nReceived: from a\nMessage-ID: <1@ours.example>\nTo: joe@y.example\nSubject: News\n\n",
)
# Plesk / autoresponder non-existent
# Group / list
# ARF
notice(
    "complaint",
    JOE,
    "feedback@isp.example",
    "FW: News",
    "--b\nContent-Type: text/plain\n\nThis is an email abuse report\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: x/1\nVersion: 1\nOriginal-Rcpt-To: joe@y.example\n\n--b\nContent-Type: message/rfc822\n\nTo: joe@y.example\nSubject: News\n\nx\n--b--\n",
    "multipart/report; report-type=feedback-report; boundary=b",
)
# DMARC aggregate
notice(
    "not-a-bounce",
    "",
    "noreply-dmarc-support@google.example",
    "Report domain: ours.example Submitter: google.com Report-ID: 123",
    "--b\nContent-Type: application/zip; name=x.zip\nContent-Transfer-Encoding: base64\n\nUEsDBA==\n--b--\n",
    "multipart/mixed; boundary=b",
)
notice(
    "not-a-bounce",
    "",
    "TLS-RPT <smtp-tls-reporting@google.example>",
    "Report Domain: ours.example Submitter: google.com",
    "--b\nContent-Type: text/plain\n\nThis is an aggregate TLS report. Delivery failed sessions: 3\n--b--\n",
    "multipart/report; report-type=tlsrpt; boundary=b",
)
# What people, shops and swindlers write
letter(
    "DHL: delivery failed",
    "Your parcel could not be delivered because the address was not found. Click to reschedule.",
    sender="DHL Express <info@dhl.example>",
)
letter(
    "Your package delivery has failed - action required",
    "Dear customer, delivery of your package 12345 failed. Recipient address unknown. Contact support@post.example.",
    sender="noreply@post.example",
)
letter(
    "Mail delivery failed: confirm your account",
    "Your mailbox is full. 5 messages could not be delivered. Click here to increase your quota: http://evil.example",
    sender="IT Support <support@evil.example>",
)
letter(
    "Undelivered messages (7)",
    "You have 7 undelivered mails on your account joe@y.example. Release them here http://evil.example",
    sender="Mail Server <admin@evil.example>",
)
letter(
    "Your mailbox is almost full",
    "Dear user joe@y.example, your mailbox exceeded its storage limit. Upgrade now.",
    sender="Microsoft account team <x@evil.example>",
)
letter("Payment failed", "Your payment could not be processed. Invoice 550.", sender="billing@shop.example")
letter(
    "Re: News",
    "I got this when I wrote to the other address, can you help?\n\nFrom: Mail Delivery System <MAILER-DAEMON@x.example>\nSent: Monday\nTo: me\nSubject: Undelivered Mail Returned to Sender\n\nThis is the mail system at host x.\n\n<a@b.example>: host mx said: 550 5.1.1 User unknown\n",
    In_Reply_To="<1@ours.example>",
)
letter(
    "Problem with mail",
    "Hi, my mail to the chapter came back:\n\n<a@b.example>: host mx said: 550 5.1.1 User unknown (in reply to RCPT TO command)\n\nWhat should I do?\n\nJoe",
)
letter(
    "FW: Undeliverable: News",
    "Please see below. My colleague cannot be reached at the new address.\n\n________________________________\nFrom: Microsoft Outlook\nSent: Monday\nTo: Joe\nSubject: Undeliverable: News\n\nDelivery has failed to these recipients or groups:\n\na@b.example\nThe email address you entered couldn't be found.\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n",
)
letter(
    "Tr: Non remis : News",
    "Bonjour, que faire ?\n\n-----Message d'origine-----\nDe : postmaster\nObjet : Non remis\n\nn'a pas pu être remis\n a@b.example\n",
)
letter("ขอแจ้งอีเมลใหม่", "อีเมลเดิม old@y.example ใช้ไม่ได้แล้ว ส่งไม่ถึง ตีกลับ กรุณาใช้ new@y.example แทน")
letter("แจ้งปัญหา ส่งอีเมลไม่สำเร็จ", "เรียนเจ้าหน้าที่ ดิฉันส่งอีเมลถึงชมรม somchai@y.example ไม่ได้ ระบบแจ้งว่าไม่พบผู้รับ รบกวนตรวจสอบด้วย")
letter(
    "Your message to Alumni-list awaits moderator approval",
    "Your mail to 'Alumni-list' with the subject News is being held until the list moderator can review it for approval.\nThe reason it is being held: Post by non-member to a members-only list\n",
    sender="alumni-list-bounces@lists.example",
    Precedence="bulk",
    List_Id="<alumni-list.lists.example>",
)
letter(
    "Weekly digest: email deliverability tips",
    "Why was my mail not delivered? Bounces explained: 550 5.1.1 user unknown means the mailbox does not exist.",
    sender="News <news@esp.example>",
    List_Unsubscribe="<mailto:u@esp.example>",
)
letter(
    "[JIRA] (OPS-1) Delivery to user failed",
    "user unknown error 550 when delivering to joe@y.example. Please investigate.",
    sender="jira@tracker.example",
)
letter("Accepted: Reunion dinner", "Joe has accepted.")
letter("Failure notice of the water supply", "There will be no water on Monday.")
letter("Delivery report of the committee", "Please find attached the report. It could not be sent earlier.")
letter("Warning: storm", "The dinner cannot be held outside.")
letter(
    "Rejected: your expense claim",
    "Your claim has been rejected by the policy. Contact hr@y.example.",
    sender="hr@y.example",
)
letter("Unable to attend", "I will not be able to attend, my mail to somchai@y.example failed.")
# auto-replies
machine("Re: News", "Bonjour, je suis absent du bureau jusqu'au 5.", Auto_Submitted="auto-replied")
machine(
    "Auto-Reply: News",
    "I have left the company. My address joe@y.example is no longer in use, please write to new@y.example.",
    Auto_Submitted="auto-replied",
)
machine(
    "Automatic reply: News",
    "The mailbox is full of holiday greetings; I am away.",
    X_MS_Exchange_Inbox_Rules_Loop="joe@y.example",
)
machine("I'm on vacation", "Will be back on Monday", Precedence="bulk")
machine("ไม่อยู่ที่สำนักงาน", "ลาพักร้อนถึงวันจันทร์", Auto_Submitted="auto-replied")
machine("自動返信", "お問い合わせありがとうございます。", Auto_Submitted="auto-replied")
machine(
    "Message received",
    "Thank you, we got your message and will be in touch.",
    Auto_Submitted="auto-generated",
    Return_Path="<>",
)
machine(
    "Please confirm your message",
    "Your message has been held. To deliver it, click here to prove you are human.",
    sender="Joe <joe@y.example>",
)
machine(
    "Email verification required",
    "joe@y.example uses Boxbe to screen mail. Your message is waiting. Please verify.",
    sender="Boxbe <do-not-reply@boxbe.example>",
)
letter(
    "Mail problems",
    "Hello, since Monday your mails are rejected by our server with 550 5.7.1. Our postmaster says that your server is on a block list. Please write to support@y.example.",
)
letter(
    "undeliverable letters",
    "Dear office, two paper letters came back as undeliverable, recipient unknown at this address. New addresses are attached: a@y.example, b@y.example",
)
letter(
    "Returned mail",
    "We got returned mail (paper) for Somchai Jaidee, 12 Rama IV Road. Please update his address. His mail is somchai@y.example",
)
letter(
    "delivery failure at the printing house",
    "The delivery of the yearbooks failed, the address could not be found. Contact: print@y.example, tel. 550 1234",
)
letter(
    "ส่งพัสดุไม่สำเร็จ",
    "ไปรษณีย์ส่งพัสดุไม่สำเร็จ ไม่พบผู้รับตามที่อยู่ โปรดติดต่อ post@y.example",
    sender="ไปรษณีย์ไทย <post@thaipost.example>",
)
letter(
    "แจ้งเตือน: ระบบส่งอีเมลล้มเหลว",
    "เรียนทุกท่าน ระบบส่งอีเมลล้มเหลวเมื่อวาน ทีมงานแก้ไขแล้ว ติดต่อ it@y.example",
    sender="ศูนย์คอมพิวเตอร์ <it@y.example>",
)
letter(
    "System maintenance of the mail server",
    "The mail server will be unavailable on Sunday. Mail to users could be delayed. Questions: helpdesk@y.example",
    sender="IT Service <helpdesk@y.example>",
)
letter(
    "Notice from the postmaster",
    "Please change your password. Accounts that are not changed will be disabled.",
    sender="Postmaster <postmaster@y.example>",
)
letter(
    "Spam digest: 4 messages held",
    "You have 4 messages held in quarantine. Click here to release.",
    sender="Mail Gateway <quarantine@y.example>",
)
letter(
    "Logwatch for mail", "550 5.1.1 User unknown: 12 Time(s)\n<joe@y.example> delivery failed", sender="root@y.example"
)
letter(
    "Cron <root@host> mail",
    "could not be delivered: no such user joe@y.example",
    sender="root@host.example (Cron Daemon)",
)
letter(
    "Welcome to the list",
    "Your message settings: bounced messages are returned. If mail to joe@y.example fails permanently you will be removed.",
    sender="lists-request@y.example",
)
letter(
    "Bounce action notification",
    "This is a Mailman mailing list bounce action notice:\n\n    List:       alumni\n    Member:     joe@y.example\n    Action:     Subscription disabled.\n    Reason:     Excessive or fatal bounces.\n",
    sender="mailman@lists.example",
)
letter("Declined: Reunion", "Joe has declined this invitation.")
letter(
    "Invitation: webinar on failed deliveries",
    "Learn why e-mail delivery failed. The message could not be delivered: causes. Register at info@w.example",
    sender="Webinars <info@w.example>",
    List_Unsubscribe="<mailto:x@w.example>",
)
letter(
    "Your domain has expired",
    "The domain y.example has expired and mail to it cannot be delivered. Renew now.",
    sender="Registrar <billing@reg.example>",
)
letter(
    "Undeliverable invoices",
    "Please see attached invoice that was returned to us as undeliverable mail. Regards, accounts@y.example",
)
letter(
    "Reminder: your e-mail address could not be verified",
    "Dear Joe, your e-mail address joe@y.example could not be verified. Click to verify.",
    sender="Shop <noreply@shop.example>",
)
letter(
    "Security alert",
    "Sign-in attempt was blocked. Unknown user tried to access joe@y.example",
    sender="Google <no-reply@accounts.google.example>",
)
letter("Re: Re: Address", "hi, message not delivered? try joe@y.example\n")
letter(
    "Message not delivered?",
    "Hi! I sent you a message last week, was it not delivered? My address is joe@y.example. Best, Joe",
)
letter("Failed to send", "Hello, I failed to send the form, the page said error 550. joe@y.example")
letter(
    "Mail not received",
    "I have not received the mail about the reunion. My address joe@y.example may be unknown to you.",
)
letter(
    "Cannot send message to the group",
    "I cannot send messages to the group, the error is: 550 5.7.1 relaying denied for group@y.example. Please fix. Joe",
)
letter("bounce", "My son bounced the ball. joe@y.example")
letter(
    "Rejected paper",
    "We regret that your paper was rejected. Your message to reviewers could not be considered. editor@y.example",
    sender="Editor <editor@j.example>",
)
letter(
    "Automatic forwarding failed",
    "Hello admin, forwarding from a@y.example to b@z.example is not working; the user gets: mailbox unavailable. Could you check?",
    sender="Staff <staff@ours.example>",
)
letter(
    "Undelivered Mail Returned to Sender",
    "Hi, I get the above when I write to group@y.example. What is wrong? Thanks, Joe",
)
letter(
    "Fwd: Mail delivery failed",
    "Dear office\nI got this:\n\nMail delivery failed: returning message to sender\nThe following address(es) failed:\n  group@y.example\n    550 user unknown\n\nJoe",
)
letter(
    "Mail delivery failed",
    'I wanted to write to the group. It says\n"The following address failed: group@y.example: 550 user unknown"\nBest regards\nJoe Doe\nTel 02 123 4567',
)
letter(
    "Your ticket has been updated",
    "Ticket 123: user reports that mail to joe@y.example could not be delivered (550 user unknown).",
    sender="Helpdesk <helpdesk@y.example>",
    Auto_Submitted="auto-generated",
)
letter(
    "[alumni] Digest",
    "Today's topics: 1. Mail delivery failed (Joe)\n\nMessage: 1\nmy mail could not be delivered to\njoe@y.example\n550 user unknown\n",
    sender="alumni-request@lists.example",
    List_Id="<alumni.lists.example>",
    Precedence="list",
)
letter("LINE verification", "code 550511", sender="LINE <no-reply@line.example>")
letter(
    "Delivery status: your order has been delivered",
    "Order 5.1.1 was successfully delivered to the recipient.",
    sender="Shop <no-reply@shop.example>",
)
letter(
    "Undelivered parcel notice",
    "Undelivered parcel. We were unable to deliver your package to the address. Reschedule: http://x",
    sender="FedEx <no-reply@fedex.example>",
)
letter(
    "Messages pending delivery",
    "Server error: 5 incoming messages could not be delivered to joe@y.example due to storage error. Review messages http://evil.example",
    sender="Webmail Admin <admin@evil.example>",
)
letter(
    "Mailbox quota exceeded",
    "Your mailbox joe@y.example has exceeded its storage quota and you can not send or receive messages. Upgrade here http://evil.example",
    sender="System Administrator <admin@evil.example>",
)
letter(
    "Email account deactivation notice",
    "Your account joe@y.example will be deactivated. Confirm below http://evil.example",
    sender="Mail Administrator <support@evil.example>",
)
letter(
    "Mail delivery subsystem: you have (3) delayed mails",
    "Mail server failed to sync. Retrieve mails below\nhttp://evil.example",
    sender="Mail Delivery Subsystem <x@evil.example>",
)


@pytest.mark.parametrize(("kind", "to", "raw"), SAMPLES)
def test_each_is_told_from_the_others(kind, to, raw):
    verdict = read(raw)
    if kind == "not-a-bounce":
        assert verdict.kind not in {"hard", "soft", "complaint"}
    else:
        assert verdict.kind == kind
    if to and kind != "not-a-bounce":
        assert verdict.recipient == to
