"""The words of servers that say nothing of the address: of the mail, of us, of the way. Tried after those that do, in
their order (`phrases`)."""

from .verdict import Reason

TROUBLES: tuple[tuple[Reason, tuple[str, ...]], ...] = (
    (
        Reason.TOO_LARGE,
        (
            r"(?:message|mail|e-?mail|header|attachment|it|content|size)s?\b[^.\n]{0,50}(?:too (?:large|big"
            r"|long)|exceed\w*[^.\n]{0,40}(?:size|limit|maximum|fixed)|larger than|over the (?:maximum|limit))"
            r"|max(?:imum)?[^.\n]{0,12}(?:message|mail)? ?size[^.\n]{0,20}exceed|size limit|message size"
            r"|exceeds?[^.\n]{0,30}(?:maximum|max) (?:message|allowed)|ขนาด[^\n]{0,30}(?:ใหญ่|เกิน)|(?:邮件"
            r"|郵件)[^。\n]{0,10}(?:过大|過大|太大)|サイズ[^。\n]{0,16}(?:大き|超)|trop (?:gros|volumineux"
            r"|grand)|zu groß|troppo grande|demasiado grande|muito grande|te groot|(?:för|for) stor\b|(?:zbyt"
            r"|za) du[zż]"
            r"|слишком больш|너무 (?:큽|커)|çok büyük|quá lớn|prea mare|liian suuri|túl nagy",
        ),
    ),
    (
        Reason.RELAY_DENIED,
        (
            r"relay(?:ing)?\b[^.\n]{0,40}(?:denied|not (?:allowed|permitted|possible)|prohibited|disallowed"
            r"|forbidden|reject|is mandatory)|(?:no|not|unable to|cannot|denied|unauthori[sz]ed|deny|don'?t"
            r"|won'?t|mail) relay|not (?:a )?(?:gateway|local host|allowed to relay)|isn'?t (?:in )?(?:my"
            r"|our) (?:list of )?(?:allowed )?rcpthosts|rcpthosts|not (?:a )?(?:local|hosted|permitted) domain"
            r"|domain isn'?t (?:hosted|allowed)|we don'?t (?:handle|host) mail|not authoritative|user not local",
        ),
    ),
    (
        Reason.AUTHENTICATION,
        (
            r"\bdmarc\b|\bspf\b|\bdkim\b|unauthenticated (?:e-?)?mail|sender id \(pra\)"
            r"|auth(?:entication)?(?: is)? (?:required|fail|check)|reverse dns|\bptr\b|ptr record"
            r"|no (?:reverse|rdns)|fcrdns"
            r"|helo[^.\n]{0,40}(?:reject|invalid|not found)|invalid (?:helo|ehlo)",
        ),
    ),
    (
        Reason.RATE,
        (
            r"rate[- ]?limit|too (?:many|fast)|throttl|slower|e-?mails per (?:hour|day)|trop de connexions"
            r"|numerous attempts|not accepting connections|receiving (?:e-?)?mail (?:at )?(?:a )?rate|unusual rate"
            r"|(?:connections?|messages|recipients|mails?)[^.\n]{0,30}limit|frequency limited|频率|頻率",
        ),
    ),
    (
        Reason.SPAM,
        (
            r"\bdt:spm|spam|unsolicited|blacklist|black ?list|block ?list|\brbl\b|dnsbl"
            r"|barracuda|sorbs|reputation|junk ?mail|\buce\b|bulk\b|mass mailer|cloudmark|mailspike|senderbase"
            r"|proofpoint|is listed (?:in|at|by|on)|\bbanned\b|blocked using|สแปม|垃圾邮件|垃圾郵件|スパム"
            r"|迷惑メール|스팸|спам|pourriel|scored? (?:\w+ ){0,2}high|\bscore:? \d",
        ),
    ),
    (
        Reason.CONTENT,
        (
            r"\bvirus|malware|infected|phish|dangerous|attachment[^.\n]{0,40}(?:block|not allowed|reject"
            r"|prohibited|type)|(?:message|mail|content)[^.\n]{0,24}(?:content|body)[^.\n]{0,30}(?:reject"
            r"|not accept|block|denied)|content (?:reject|filter|restrict|not accept)|bare ?(?:lf|cr|linefeed)"
            r"|malformed (?:message|mail|mime|header)"
            r"|(?:duplicate|multiple)\b[^.\n]{0,20} header|\brfc ?\d{3,4}"
            r"|header[^.\n]{0,30}(?:missing|invalid|not \w+|error)"
            r"|(?:attachments? or (?:\w+ )?image|image\w* or (?:\w+ )?attachment|mail with attachment|executable)"
            r"|without to:|8bit|7bit|illegal attachment"
            r"|prohibited (?:content|attachment)|ไวรัส|病毒|ウイルス|вирус",
        ),
    ),
    (
        Reason.UNKNOWN_USER,
        (
            r"(?:mailbox|account|user|recipient)(?: \S{1,60})?(?: is| was)?(?: currently)? (?:unavailable"
            r"|not available|unavaiable)(?!.{0,40}polic)",
        ),
    ),
    (
        Reason.POLICY,
        (
            r"polic(?:y|ies)|access denied|not (?:allowed|permitted|authori[sz]ed)|permission|prohibited"
            r"|restrict|blocked|(?:message|mail|sender|client|connection|your host"
            r"|envelope)[^.\n]{0,40}(?:refused|rejected|denied)|reject(?:ed)? (?:by|for|due|because)"
            r"|suspicious|forbidden|abusive|go away|rule imposed|open proxy"
            r"|protocol violation|organizational settings|(?:mailing|members-only) list|non-member|not subscribed"
            r"|captcha|low priority|rejecting|(?:requires|please) confirm"
            r"|administrat\w+ prohibit|\bdenied - see|permission to post"
            r"|unacceptable|sender (?:address )?(?:rejected|denied|verify|domain)"
            r"|refuses? to (?:accept|receive)|message (?:filtered|refused)|ถูกบล็อ[คก]|นโยบาย|ปฏิเสธ|拒收|拒绝|拒絕"
            r"|被拦截|受信拒否|拒否|거부|отклонен|refusé|abgelehnt|rechazad|rejeitad|rifiutat"
            r"|pas autorisé|no est[aá] autorizad|no tiene permiso|não (?:está|tem)[^.\n]{0,12}(?:autorizad|permiss)"
            r"|non (?:\w+ )?autorizzat|nicht (?:berechtigt|zulässig|erlaubt)|keine berechtigung|niet (?:gemachtigd"
            r"|toegestaan)|inte behörig|ikke (?:tilladelse|tillatelse)|nie masz uprawnie|не разрешен|нет прав|запрещ"
            r"|ไม่(?:ได้รับ)?อนุญาต|无权|無權|未授权|没有权限|許可されて|受け付け(?:ません|ていません)|권한이 없",
        ),
    ),
    (
        Reason.LOOP,
        (
            r"(?:mail|routing|message|forward\w*|delivery) ?-?loop|too many hops|hop ?count|loops? back to (?:me"
            r"|myself)|mail for \S+ loops|loop detected|looping|too many received|maximum hop",
        ),
    ),
    (
        Reason.EXPIRED,
        (
            r"(?:delivery|message|retry|queue|mail)[^.\n]{0,30}(?:time ?(?:out)?|period)[^.\n]{0,20}(?:expired"
            r"|exceeded)|expired|retry timeout|(?:been in the queue|in queue|on the queue) too long|too long"
            r"|within the allowed|failing for a long time|giving up(?! on\b)|undelivered (?:after|for) \d|(?:for|after"
            r"|within) (?:more than )?\d+ (?:days|hours|day)"
            r"|not been collected|retry time not reached|(?:maximum|max) (?:retry|number of retries|retries)"
            r"|no longer be retried",
        ),
    ),
    (
        Reason.NETWORK,
        (
            r"conn?ection (?:timed out|refused|reset|dropped|lost|closed|was (?:dropped|closed|refused))"
            r"|timed? ?-?out|lost connection|no route to host|network (?:is )?unreachable|network error"
            r"|(?:could not|couldn'?t|can(?:not|'t)|unable to|failed to) (?:connect|establish|contact|reach"
            r"|be contacted|be reached)|no (?:connection|response)|not respond|connect(?:ion)? (?:to|failed"
            r"|error)|name service error|host[^.\n]{0,40}try again|dns (?:lookup )?(?:fail|error|problem|timeout"
            r"|soft|server failure)|lookup (?:fail|did not)|server (?:is )?(?:down|unavailable|busy)"
            r"|conversation with|remote host said: 4|unreachable|(?:tls|ssl)\b",
        ),
    ),
    (
        Reason.SYSTEM,
        (
            r"temporar|misconfigur|(?:local|internal|system|configuration|software|server|processing|i/o|resource"
            r"|database"
            r"|ldap|service)[^.\n]{0,16}(?:error|problem|fail|unavailable)|insufficient (?:system )?(?:resources"
            r"|storage)|overload|too busy|load is too|too much load"
            r"|smtputf8|can'?t create|cannot (?:open|create|append|write|update"
            r"|lock)|permission denied|mailer error|procmail|child (?:exit|status|process)|command died"
            r"|\bstoredrv\b|out of memory|service (?:not |un)available"
            r"|service refused|error while|(?:write|read) error|interrupted|could not load"
            r"|deferred|maintenance|ชั่วคราว|ขัดข้อง|暂时"
            r"|暫時|一時的|일시|временно|vorübergehend|temporaire",
        ),
    ),
    (
        # Said of a person, if nothing more exact was said before.
        Reason.UNKNOWN_USER,
        (
            r"recipient (?:address )?(?:was |has been )?(?:rejected|refused|denied|not (?:accepted|ok|allowed))"
            r"|(?:mailbox|account|user|recipient)[^.\n]{0,20}(?:unavailable|not available|unavaiable"
            r"|is unavailable)|address (?:rejected|error|invalid|failed|wrong)|invalid (?:address|recipient)"
            r"|no such|does ?n[o']t exist|unknown\b|not found|not known|not local"
            r"|couldn'?t be delivered to the recipient",
        ),
    ),
)
