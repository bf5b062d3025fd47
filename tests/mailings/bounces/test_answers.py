"""What mail servers say when they refuse a recipient, and what that says of the address. One a line: each says it in
words that neither another one nor one of `diagnostics` does."""

# ruff: noqa: E501 - a server's answer is one line

import pytest

from apps.mailings.lib.bounces import read

from .makes import Case, postfix, qmail

HARD = """
550 address invalid
550 Address not present in directory
550 5.1.1 can't accept user
550 5.1.1 destination addresses were unknown
550 5.0.0 Destination server rejected recipients
550 Email address could not be found, or was misspelled
550 5.1.1 x@y.example is not a valid mailbox
550 this is not an active address at this host
550 Mailbox is inactive
550 mailbox not present
550 5.1.1 nessun utente simile in questo indirizzo
550 no existe dicha persona
550 5.1.1 no mail box available for this user
550 no thank you rejected: Account Unavailable
550 not a local address
550 5.1.1 not email addresses
550 5.1.1 <x@y.example>: Recipient address rejected. (in reply to RCPT TO command)
550 Recipient address rejected: invalid-recipient
550 Recipient address rejected: userunknown
550 recipient is not accepted
550 recipient is not local
550 5.1.1 recipient not ok
550 sorry, your envelope recipient has been denied
550 sorry, badrcptto
550 the following recipients was undeliverable
550 the user's email name is not found
550 There is no one at this address
550 This address no longer accepts mail
550 this email address is wrong or no longer valid
550 sorry, this recipient is in my badrecipientto list
550 sorry, this recipient is not in my validrcptto list
550 5.1.1 user missing home directory
550 User not active
550 vdeliver: Invalid or unknown virtual user
550 <x@y.example> not found
550 Account x@y.example does not exist at the organization
550 No x in name directory
550 non existent user
550 RCPT <x@y.example> does not exist
550 unknown local-part "x" in domain "y.example"
550 unknown local part x in <x@y.example>
550 Unknown email address
550 domain is not reachable
550 mail domain mentioned in email address is unknown
553 5.1.2 unable to look up host y.example
550 5.2.1 This account has been disabled or discontinued [#102].
554 5.7.1 Recipient suspend the service
550 User suspended
550 is a deactivated mailbox
550 mailbox is frozen
550 5.7.1 boite du destinataire archivee
550 5.1.1 x@y.example has been replaced by z@y.example
550 5.2.1 Due to extended inactivity new mail is not currently being accepted for this mailbox.
550 x@y.example is not accepting any mail
550 5.1.10 No MX record found for domain=y.example
550 5.4.4 ROUTING.NoConnectorForAddressType; unable to route for address type
550 5.1.1 <x@icloud.com>: user does not exist
550 RCPT error: user not found
550 User not local or invalid address - Relay denied
550 5.7.1 [R1] Recipient is not on our system
550 5.1.1 Recipient rejected: no such alias
550 sorry, this domain is no longer active
550 domain has been disabled
550 Domain not found
550 5.4.1 Domain not hosted here
550 Account blocked
550 5.1.1 VOTMAIL: not in local user table
550 user x@y.example is not in the database
550 5.1.1 lmtp: 550 <x@y.example>: mailbox unknown
550 Recipient is not in accepted domains
550 User disabled
550 5.1.1 The recipient's mailbox has been deleted
550 mailbox has been removed
550 Mailbox was closed by its owner
550 no longer a valid address
550 Unregistered user
550 5.1.1 Mailaddress is administratively disabled
550 5.1.1 sorry, user has left
550 non-local recipient verification failed
550 Callout verification failed: 550 5.1.1 unknown
550 Rcpt to <x@y.example> is invalid
550 Empfaenger existiert nicht
550 Postfach existiert nicht
550 Konto gesperrt
550 Nie ma takiego uzytkownika
550 Brak takiego uzytkownika
550 Gebruiker onbekend
550 Compte inexistant
550 5.1.1 Compte desactive
550 Cuenta deshabilitada
550 mailbox not available: account is cancelled
550 ไม่มีบัญชีนี้
550 收件人不存在
550 帐户已停用
550 お探しのメールアドレスは見つかりません
550 ukjent mottaker
550 Bruger ukendt
550 tuntematon vastaanottaja
550 uzivatel neexistuje
550 Δεν υπάρχει τέτοιος χρήστης
550 нет такого пользователя
550 The recipient cannot be found.
551 This mail server does not handle mail for this domain
550 Administrative prohibition - unable to validate recipient
550 5.1.1 Unable to find recipient
<joe@y>: bad domain
Recipient's Domino mailbox not found
User joe (x@y.example) not listed in Domino Directory
No route found to domain y.example from server X. Check Server, Connection and Domain documents in Name & Address Book.
550 5.1.1 <x@y.example>: Recipient address rejected: undeliverable address: host mx said: 550 5.1.1 unknown user (in reply to RCPT TO command)
550 5.1.1 <x@y.example> is a closed mailbox
550 5.1.4 RESOLVER.ADR.Ambiguous; ambiguous address
550 5.1.1 unknown: host y.example mailbox
550 No such recipient here.
550 We do not have such user: joe
550 User x@y.example has gone away
550 No such domain at this location
550 Account is not activated
550 This account is not allowed to receive mail
550 permanent failure for one or more recipients (x@y.example:550 5.1.1 User unknown)
550 User's mailbox is not available
550 5.1.1 Addressee not recognised
550 Requested action not taken: mailbox name not allowed
553 5.1.2 We weren't able to find the recipient domain. Please check for any spelling errors
554 5.1.2 Destination domain is invalid
550 unrouteable mail domain "y.example"
550 response: DNS failure: no such host
550 Delivery is not allowed to this address.
550 5.1.6 recipient no longer on server: x@y.example
550 5.7.1 relaying to <x@y.example> prohibited by administrator
550 5.1.1 x@y.example: Empfänger unbekannt, E-Mail-Adresse wurde nicht gefunden
550 5.1.1 mottagarens adress kunde inte hittas
550 5.1.1 el destinatario no fue encontrado: no existe
550 adresa nu a fost găsită
550 osoite: vastaanottajaa ei löydy
"""

SOFT = """
552 5.2.2 account is exceeding their quota
552 mailbox x is over quota
550 account disabled temporarly for exceeding receiving limits
550 Boite du destinataire pleine. User overquota
552 disc quota exceeded
550 5.2.3 mail file size exceeds the maximum size allowed for mail delivery
552 5.2.2 mailbox exceeded the local limit
552 Requested mail action aborted: exceeded storage allocation
550 5.7.1 Access denied
550 5.7.1 RESOLVER.RST.AuthRequired; authentication required
550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized
554 5.7.1 Sender verify failed
550 5.1.7 Invalid sender address
553 5.1.8 Domain of sender address a@b does not exist
554 Message looping
554 5.6.0 Content rejected
554 5.7.1 Message contains a virus
550 Administrative prohibition
554 Reject: Cloudmark blocked
550 5.7.1 Blocked by Proofpoint - see https://ipcheck.proofpoint.com
550 IP is blocked by EarthLink
550 Mail content denied. http://service.mail.qq.com/
550 Connection frequency limited
550 Domain frequency limited
554 DT:SPM 163 smtp12
554 HL:IPB 163 mx
550 MX invalid: sender has no MX
550 5.7.1 [192.0.2.1] has no PTR record
550 Reverse DNS lookup failed
554 Email rejected due to security policies
550 Rejected by header based Anti-Spoofing policy
451 Internal resources are temporarily unavailable
550 5.3.4 ROUTING.SizeLimit; message size exceeds fixed maximum size for route
550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient
550 5.4.300 Message expired -> 421 4.4.1 Connection refused
554 5.4.7 [internal] exceeded max time without delivery
554 4.4.7 message delayed
550 5.7.1 Message blocked because recipient is only accepting mail from specific email addresses
550 You have been blocked by the recipient
550 refused due to recipient preferences
550 5.1.1 bogus mail from
550 user reject
550 null sender is not allowed
554 Your access to this mail system has been rejected due to the sending MTA's poor reputation
523 5.2.3 Message too long
550 5.3.2 System not accepting network messages
550 5.3.0 local configuration error
550 5.3.5 system config error
554 mail server permanently rejected message (#5.3.0)
550 5.7.3 STARTTLS is required to send mail
535 Authentication failed
550 5.4.5 Daily SMTP relay sending limit exceeded for user
550-5.7.26 This mail is unauthenticated
550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds
550 5.6.0 CAT.InvalidContent.Exception: PropertyValidationException
554 Reject (id=1234)
550 mail not accepted from blacklisted IP address
550 5.7.1 The message did not meet the requirements
550 5.2.2 STOREDRV.Deliver.Exception:QuotaExceededException
432 4.3.2 STOREDRV.Storage; mailbox server is offline
550 5.2.122 The recipient has exceeded their limit for the number of messages per hour
552 Quota violation for x@y.example
550 Mailbox voll
552 Le quota de la boite est depasse
550 casella piena
550 buzon lleno
552 caixa postal cheia
550 メールボックスがいっぱいです
550 skrzynka przepelniona
connect to y.example[192.0.2.1]:25: No route to host
delivery temporarily suspended: connect to y.example: Connection refused
Command died with status 1: "/usr/bin/procmail"
host mx refused to talk to me: 550 5.7.1 rejected
lost connection with mx while sending RCPT TO
Maximum hop count exceeded. Message probably in a routing loop.
552-5.2.2 The recipient's inbox is out of storage space. Please direct the 552-5.2.2 recipient to 552 5.2.2 https://support.google.com/mail/?p=OverQuotaPerm
550 #5.7.1 Your access to submit messages to this e-mail system has been rejected.
550 5.7.0 Message Size Violation
550 Message rejected
550 Sorry, we don't accept your mail
450 4.2.1 mailbox temporarily disabled
501 5.5.4 Invalid argument
501 5.1.7 Bad sender address syntax
503 5.5.1 Bad sequence of commands
550 5.5.1 Protocol error
553 5.5.4 <office@ours.example>... Domain name required for sender address
550 5.7.193 UserCallIdentityDenied
550 5.6.3 ContentLimit
550 RESTRICTED - x@y.example
550 mailbox joe is not allowed
554 5.7.1 <ours.example>: Helo command rejected: bad
550-Sender has no A, AAAA, or MX DNS records.
554 5.7.0 mail is looping
550 AUTH required
554 5.0.0 Service unavailable
554 No SMTP service here
550 5.7.64 TenantAttribution; Relay Access Denied
550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)
550 Sender address someone@sender.example does not exist
550 This message scored too high
554 IP=192.0.2.7 - A problem occurred
550 Inbox limit reached, ask recipient to delete mail
550 5.2.2 no space left for this recipient
550 5.2.2 la cassetta postale del destinatario è piena
550 5.2.2 schránka příjemce je plná
550 le message est trop volumineux
550 bericht is te groot
550 vous n'êtes pas autorisé à écrire à ce groupe
550 このグループへの送信は許可されていません
550 5.2.2 Requested action not taken: mailbox unavailable
550 5.7.27 sender's domain has null MX
550 your host has a bad reputation with us: too many unknown users
550 5.2.2 받는 사람의 사서함이 꽉 차서 지금은 받을 수 없습니다
550 only members of the list may post
550 5.7.1 The recipient does not accept mail from outside the organisation
502 5.5.2 Error: command not recognized
550 5.1.1 cannot find your hostname
550 please confirm this mail server
550 domain x.example mismatches client ip
550 go away
550 we do not accept mail from hosts with dynamic ip or generic dns ptr-records
550 no access from mail server 192.0.2.7
550 not currently accepting mail from your ip
550 please use the smtp server of your isp
550 rejecting open proxy
550 your server requires confirmation
550 server access 192.0.2.7 forbidden by invalid rdns record of your mail server
550 5.1.1 batv validation failure
550 backscatter protection detected an invalid or expired email address
550 from: domain is invalid. please provide a valid from:
550 mail from not owned by user
550 unroutable sender address
550 error: no valid recipients from 192.0.2.7
550 this account is protected by spamarrest
550 they are not accepting mail with attachments or embedded images
550 post by non-member to a members-only list
550 there are multiple from headers
550 this message is not rfc 5322 compliant
550 messages without to: fields are not accepted here
550 it has a potentially executable attachment
550 please try again slower
550 Benutzer hat zuviele Mails auf dem Server
550 user has exceeded
550 too busy to accept mail
550 denied - see http://x.example
550 5.3.190 the sprocket is not supported
550 local-part of envelope contains utf8 but remote server did not offer SMTPUTF8
550 user does not have enough space
550 interrupted system call
550 invalid ip for sending mail of domain
550 the frobnicator dislikes your network
"""


def verdicts(answer):
    """In a report and in plain words."""
    reply, _, words = answer.partition(" ") if answer[:3].isdigit() else ("", "", answer)
    status = next((word for word in words.split() if word[:2] in {"4.", "5."} and word.count(".") == 2), "")
    words = words.removeprefix(f"{status} ") if status else words
    case = Case("x@y.example", reply, status, words)
    return [read(postfix(case)), read(qmail(case))]


@pytest.mark.parametrize("answer", HARD.strip().splitlines())
def test_the_address_is_dead(answer):
    for verdict in verdicts(answer):
        assert (verdict.kind, verdict.recipient) == ("hard", "x@y.example")


@pytest.mark.parametrize("answer", SOFT.strip().splitlines())
def test_the_address_may_be_fine(answer):
    for verdict in verdicts(answer):
        assert (verdict.kind, verdict.recipient) == ("soft", "x@y.example")
