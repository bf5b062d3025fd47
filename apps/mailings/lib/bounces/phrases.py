"""The words in which mail servers say why. Matched on text in lower case with single spaces; the first reason that
fits holds, so the order of `WORDS` is part of the knowledge: a full mailbox is often called an unknown user too."""

from .verdict import Reason

WORDS: tuple[tuple[Reason, tuple[str, ...]], ...] = (
    (
        # Of us, not of the recipient: a server that asked ours about our address says "no such user" too.
        Reason.POLICY,
        (r"sender (?:verif|address (?:rej|ver|not)|rej|domain|denied|is not)|(?:invalid|unknown) sender",),
    ),
    (
        Reason.MAILBOX_FULL,
        (
            r"(?:mail ?box|mail ?folder|inbox|mail ?drop|maildir|mail ?file|mail ?account)[^.\n]{0,60}?\b(?:is "
            r"|are )?(?:too |now )?(?:full|over ?quota|over its)\b",
            r"(?:over|exceed\w*|out of|above|reached|beyond|hit)[^.\n]{0,40}(?:quota|storage|disk space"
            r"|mailbox size|space limit|size limit of (?:the|this) mailbox|allocated space)",
            r"quota[^.\n]{0,30}(?:exceed|violat|full|reach|limit)|(?:over|out of)[ -]?quota|\bfull (?:mail)?box"
            r"|disk full",
            r"(?:not enough|no|insufficient|does not have enough|out of)[^.\n]{0,20}(?:disk|storage"
            r"|mail)[^.\n]{0,12}space|space has been used up|(?:not enough|insufficient) (?:system )?storage",
            r"mailbox (?:has )?(?:exceed|size limit|quota)|too many messages|too much mail data"
            r"|mailbox would exceed|user'?s? mailbox is full|account full",
            r"mail (?:data|storage) (?:is )?full|storage (?:limit|allocation)|quotaexceeded"
            r"|recipient storage is full|inboxfull|mailboxfull",
            r"bo[iî]te[^.\n]{0,40}pleine|quota[^.\n]{0,10}d[ée]pass|bandeja[^.\n]{0,30}llen"
            r"|buz[oó]n[^.\n]{0,40}(?:llen|lleno|completo)|caixa[^.\n]{0,40}(?:cheia|lotada)"
            r"|casella[^.\n]{0,40}piena|postfach[^.\n]{0,60}voll|speicherplatz[^.\n]{0,40}(?:ersch|übersch|voll)",
            r"переполнен|превыш\w+[^.\n]{0,20}квот|skrzynka[^.\n]{0,40}(?:pełna|przepełni)"
            r"|posta kutusu[^.\n]{0,30}dolu|kota[^.\n]{0,20}(?:aş|penuh)|hộp thư[^.\n]{0,30}đầy|kotak (?:surat"
            r"|masuk)[^.\n]{0,20}penuh|brievenbus[^.\n]{0,20}vol|postlådan[^.\n]{0,30}full",
            r"(?:กล่อง|พื้นที่|เมล์?บ็?อกซ์|mailbox)[^\n]{0,60}เต็ม|เกิน(?:ขีดจำกัด)?โคว[ตท]้?า|โคว[ตท]้?าเต็ม"
            r"|พื้นที่[^\n]{0,40}ไม่(?:เพียง)?พอ|เกิน(?:ความจุ|พื้นที่)",
            r"(?:邮箱|信箱|郵箱|郵件信箱|收件箱)[^。\n]{0,12}(?:已?满|已?滿|容量|空间不足|空間不足)|超(?:过|過"
            r"|出)[^。\n]{0,12}(?:容量|配额|配額)|(?:メールボックス|受信箱|ディスク)[^。\n]{0,24}(?:一杯"
            r"|いっぱい|満杯|超え|超過|オーバー|容量)|容量(?:を|が)?[^。\n]{0,10}(?:超|オーバー|不足)|(?:편지함"
            r"|메일함|용량)[^.\n]{0,20}(?:가득|초과|부족)",
        ),
    ),
    (
        Reason.GREYLISTED,
        (
            r"gr[ea]y[- ]?list|try again (?:in|after) \d+ ?(?:s|m)|postgrey|temporarily deferred(?!.*retry time)"
            r"|please try again later",
            r"first time sender|deferred due to (?:unknown|new) sender",
        ),
    ),
    (
        Reason.MOVED,
        (
            r"(?:user|recipient|mailbox|account|address|he|she)\b[^.\n]{0,30}(?:has|have) (?:been )?moved"
            r"|no longer (?:here|with|at) (?:this|the)? ?(?:company|address|organi)"
            r"|\bhas a new (?:e-?mail )?address|address has changed|moved to (?:an? )?(?:new|other)",
            r"no longer (?:works|employed|a (?:member|student|customer))|has left (?:the )?(?:company|organi"
            r"|university)",
        ),
    ),
    (
        Reason.DISABLED,
        (
            r"(?:account|mailbox|user|recipient|address|inbox|domain)\b[^.\n]{0,60}\b(?:disabled|deactivated"
            r"|suspended|inactive|not active|locked|frozen|expired|terminated|discontinued|closed"
            r"|blocked by admin|archived|canceled|cancelled)\b",
            r"\b(?:disabled|deactivated|suspended|inactive|locked|frozen|expired|closed|dormant) (?:user|account"
            r"|mailbox|recipient|address|e-?mail)|account that you tried to reach is (?:disabled|inactive|over)"
            r"|not currently accepting",
            r"(?:disabledaccount|useraccountdisabled|is not an? active|no longer (?:active|valid|in use"
            r"|available|accept|exist|on this|on our|serviced|maintained)|is deactivated|abandoned)",
            r"(?:conta|cuenta|compte|konto|account)[^.\n]{0,40}(?:desativad|desactivad|inactiv|désactiv"
            r"|deaktiviert|gesperrt|disattivat|suspend)",
            r"บัญชี[^\n]{0,60}(?:ถูกปิด|ปิดใช้|ระงับ|ถูกยกเลิก|ยกเลิก|เลิกใช้|หมดอายุ)|(?:ปิด|เลิก|ระงับ)(?:การ)?ใช้งาน(?:แล้ว)?"
            r"|帐[号户][^。\n]{0,10}(?:停用|禁用|冻结|注销)|帳號[^。\n]{0,10}(?:停用|停權|凍結)|(?:邮箱"
            r"|信箱)[^。\n]{0,10}(?:停用|禁用|冻结|凍結|关闭)|(?:アカウント|メールアドレス)[^。\n]{0,20}(?:停止"
            r"|無効|使われて)|заблокирован[^.\n]{0,20}(?:ящик|пользовател)|(?:ящик"
            r"|пользовател)[^.\n]{0,40}заблокирован|휴면",
        ),
    ),
    (
        Reason.UNKNOWN_USER,
        (
            r"(?:user|recipient|mailbox|account|address|addressee|alias|person|local[- ]?part|rcpt|destination"
            r"|e-?mail|id)s?\b[^.\n]{0,60}?\b(?:un ?known|not (?:be )?(?:found|known|exist\w*|present|listed"
            r"|valid|recogni[sz]ed)|(?:does|do|did)(?: ?no?'?t|sn'?t) (?:exist|appear|match)|doesn?'?t? exist"
            r"|non-?existent|was not found|could not be found|wasn'?t found|couldn'?t be found|may not exist"
            r"|not a valid|is invalid|invalid|unrecogni[sz]ed|undefined|isn'?t (?:known|valid)|not exists?\b)",
            r"(?:un ?known|no such|invalid|bad|non-?existent|unrecogni[sz]ed|illegal|wrong|undefined"
            r"|unresolvable)\b(?: or \w+)?(?: \w+){0,2} (?:user|recipient|mailbox|account|address|alias"
            r"|local[- ]?part|rcpt|e-?mail|destination|name|person|id)\b",
            r"no (?:mailbox|account|user|recipient|person|one|mail ?box|such \w+|valid recipients?|matching"
            r"|entry|record|mail drop)\b[^.\n]{0,40}(?:here|by that|with th|at this|found|available|that name"
            r"|for|named|by the name|address|match|exists|matching|on this)",
            r"not (?:a|an|our|listed|registered|recogni[sz]ed|our)\b[^.\n]{0,16}(?:valid|local|known|existing"
            r"|customer|registered|subscriber)?[^.\n]{0,10}(?:user|mailbox|recipient|address|customer|account)"
            r"|(?:does|do)(?:n't| not) have an? [^.\n]{0,30}(?:account|mailbox|address)|not listed in"
            r"|not in (?:\w+ )?(?:directory|address book|name & address)|ambiguous",
            r"user ?unknown|unknownuser|userunknown|recipnotfound|recipientnotfound|malformed address"
            r"|address syntax|recipient ?not ?found"
            r"|nosuchuser|mailbox ?not ?found|name is not found|mailbox name not allowed|addressnotfound"
            r"|no such address|no mail ?box here|couldn'?t be found|badrcptto|validrcptto|badrecipient"
            r"|bad address|dosn'?t exist|dosent exist|not exist\b|doesnotexist|not in the (?:list|domain)",
            r"recipient address rejected:? (?:access denied|user|undeliverable|unverified|unknown|no such"
            r"|invalid|not found|unv|domain|mailbox)|5\.4\.1[^\n]{0,40}access denied"
            r"|can(?:not|'t) (?:find|locate|resolve|verify) (?:the )?(?:user|recipient|mailbox|address|your)"
            r"|didn'?t match|no valid (?:host|recipient|delivery)|address (?:you entered )?(?:is|may be"
            r"|might be) (?:misspelled|wrong|incorrect|mistyped)|isn'?t in (?:my|our) (?:list|control)"
            r"|(?<!domain )name (?:was )?not found|verify (?:the )?(?:address|recipient) fail"
            r"|address lookup[^.\n]{0,20}fail",
            r"utilisateur inconnu|destinataire (?:inconnu|introuvable|invalide)|adresse[^.\n]{0,40}(?:inconnue"
            r"|n'existe|introuvable|invalide)|n'existe pas|introuvable|benutzer[^.\n]{0,30}(?:unbekannt"
            r"|existiert)|empfänger[^.\n]{0,50}(?:unbekannt|existiert|nicht gefunden|ungültig)"
            r"|adresse[^.\n]{0,40}(?:nicht gefunden|existiert nicht|unbekannt|ungültig)"
            r"|unbekannte?r? (?:benutzer|empfänger|adresse)",
            r"(?:usuario|destinatario|usuário|destinatário|utente|direcci[oó]n|endereço|indirizzo|casella"
            r"|buz[oó]n|caixa)[^.\n]{0,50}(?:desconocid|desconhecid|sconosciut|no existe|não existe|nao existe"
            r"|non esist|inesistent|inexistent|inv[aá]lid|no encontrad|não encontrad|non trovat"
            r"|não foi encontrad|no se (?:ha )?enc|no ha sido)|no existe|não existe|inesistente|geen gebruiker"
            r"|onbekende? (?:gebruiker|ontvanger)|bestaat niet|finns inte|existerar inte|findes ikke|finnes ikke"
            r"|okänd",
            r"(?:пользовател|адресат|получател|ящик|адрес)[^.\n]{0,40}(?:не найден|не существует|неизвест"
            r"|не зарегистр|недейств)|нет такого|не существует|nie istnieje|nieznany|neexistuje|neznám|nem létez"
            r"|ismeretlen|nu există|bulunamadı|mevcut değil|không tồn tại|không tìm thấy|tidak (?:ditemukan"
            r"|dikenal|ada|wujud|dijumpai)|δεν υπάρχει|δεν βρέθηκε|غير موجود|לא (?:נמצא|קיי)",
            r"(?:ไม่พบ|ไม่มี|ไม่รู้จัก|หาไม่พบ|ค้นหา?ไม่พบ)[^\n]{0,24}(?:ผู้รับ|ผู้ใช้|ที่อยู่|กล่อง|บัญชี|อีเมล|อี-?เมล์?|เมล์?บ็?อกซ์|รายชื่อ"
            r"|user|mailbox)|(?:ผู้รับ|ผู้ใช้|ที่อยู่|อีเมล์?|บัญชี|กล่อง(?:จดหมาย|เมล์?|ข้อความ)|mailbox)[^\n]{0,60}(?:ไม่มีอยู่"
            r"|ไม่มีตัวตน|ไม่ถูกต้อง|ไม่พบ|ไม่รู้จัก|ไม่มีในระบบ|ไม่ได้อยู่ใน)|ไม่มีอยู่จริง|ไม่มีในระบบ|ไม่มีตัวตน",
            r"(?:用户|用戶|收件人|收信人|邮箱|信箱|郵箱|地址|帐号|帐户|帳號|帳戶|使用者"
            r"|邮件地址)[^。\n]{0,24}(?:不存在|不正确|不正確|无效|無效|错误|錯誤|未知|找不到|未找到|不明)"
            r"|(?:不存在|无效|無效|未知|错误|找不到|无此|無此|沒有此|没有此|查无)(?:的|该|該|此|這個"
            r"|这个)?[^。\n]{0,6}(?:用户|用戶|收件人|收信人|邮箱|信箱|地址|帐[号户]|帳[號戶]|使用者)",
            r"(?:ユーザ|宛先|あて先|アドレス|受信者|メールボックス)[^。\n]{0,40}(?:存在し|見つか|みつか|不明"
            r"|間違|ありません|無効|正しく|エラー)|存在しない(?:ユーザ|アドレス|宛先|メール)|(?:사용자|수신자"
            r"|받는 ?사람|계정|주소)[^.\n]{0,30}(?:없|존재하지|알 수|찾을 수|올바르)|존재하지 않는"
            r"|없는 (?:사용자|주소|계정)",
        ),
    ),
    (
        Reason.NETWORK,
        (r"not found,? try again|temporar(?:y|ily)[^.\n]{0,24}(?:dns|name service|resol|lookup)|name server timeout",),
    ),
    (
        Reason.UNKNOWN_HOST,
        (
            r"(?:host|domain|server)s?\b[^.\n]{0,50}(?:un ?known|not (?:be )?found|does ?n[o']t exist"
            r"|couldn'?t be found|non-?existent|no(?:t)? such|unresolvable|not (?:exist|resolve)|isn'?t valid"
            r"|invalid)",
            r"(?:un ?known|no such|invalid|bad|non-?existent|illegal) (?:mail )?(?:host|domain|destination host"
            r"|destination domain|system|hostname)\b|unrouteable (?:mail )?(?:address|domain)|unroutable"
            r"|nxdomain|name or service not known|cannot find (?:your )?(?:hostname|host|domain|mail exchanger)",
            r"no (?:mx|mail exchanger|mail server|mail exchange|valid mail)\w*[^.\n]{0,30}(?:record|host|found"
            r"|for|exist)|couldn'?t find (?:any|a) (?:host|mail|domain)|dns (?:error|lookup"
            r"|server returned)[^.\n]{0,60}(?:does not exist|not exist|nxdomain|not found|no data)"
            r"|bad destination (?:host|system)|domain name not found|badly formed domain"
            r"|mx records? point(?:s)? to (?:non-?existent|localhost|loopback)|dnsnotfound|domainnotfound"
            r"|domain must exist",
            r"ไม่พบ[^\n]{0,16}(?:โดเมน|โฮสต์?|เซิร์ฟเวอร์|domain)|โดเมน[^\n]{0,40}(?:ไม่มีอยู่|ไม่พบ|ไม่ถูกต้อง)"
            r"|域名[^。\n]{0,12}(?:不存在|错误|无法解析|无效)|網域[^。\n]{0,12}(?:不存在|找不到)"
            r"|ドメイン[^。\n]{0,20}(?:存在し|見つか)|도메인[^.\n]{0,16}(?:없|찾을)"
            r"|домен[^.\n]{0,20}не (?:найден|существует)|domaine[^.\n]{0,30}(?:n'existe|introuvable|inconnu)"
            r"|domäne?[^.\n]{0,40}(?:existiert|nicht gefunden)|dominio[^.\n]{0,40}(?:no existe|inesistente"
            r"|não existe|no encontrado)",
        ),
    ),
    (
        Reason.NOT_ACCEPTING,
        (
            r"does not (?:accept|receive) (?:any )?(?:e-?)?mail|null ?mx|host does not accept"
            r"|not accept(?:ing)? (?:any )?(?:e-?)?mails? for|we do not accept mail|domain (?:is )?(?:not"
            r"|no longer) (?:hosted|handled|accept|in use)|no longer accepts? (?:e-?)?mail",
        ),
    ),
    (
        Reason.TOO_LARGE,
        (
            r"(?:message|mail|e-?mail|header|attachment|it|content|size)s?\b[^.\n]{0,50}(?:too (?:large|big"
            r"|long)|exceed\w*[^.\n]{0,40}(?:size|limit|maximum|fixed)|larger than|over the (?:maximum|limit))"
            r"|max(?:imum)?[^.\n]{0,12}(?:message|mail)? ?size[^.\n]{0,20}exceed|size limit|message size"
            r"|exceeds?[^.\n]{0,30}(?:maximum|max) (?:message|allowed)|ขนาด[^\n]{0,30}(?:ใหญ่|เกิน)|(?:邮件"
            r"|郵件)[^。\n]{0,10}(?:过大|過大|太大)|サイズ[^。\n]{0,16}(?:大き|超)|trop (?:gros|volumineux"
            r"|grand)|zu groß|troppo grande|demasiado grande|muito grande",
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
            r"|authentication (?:required|fail|check)|reverse dns|\bptr\b|ptr record|no (?:reverse|rdns)|fcrdns"
            r"|helo[^.\n]{0,40}(?:reject|invalid|not found)",
        ),
    ),
    (
        Reason.RATE,
        (
            r"rate[- ]?limit|too (?:many|fast)|throttl|receiving (?:e-?)?mail (?:at )?(?:a )?rate|unusual rate"
            r"|(?:connections?|messages|recipients|mails?)[^.\n]{0,30}limit|frequency limited|频率|頻率",
        ),
    ),
    (
        Reason.SPAM,
        (
            r"\bdt:spm|\bspam\b|spam-|unsolicited|blacklist|black ?list|block ?list|\brbl\b|dnsbl|spamhaus|spamcop"
            r"|barracuda|sorbs|reputation|junk ?mail|\buce\b|bulk e?-?mail|cloudmark|mailspike|senderbase"
            r"|proofpoint|is listed (?:in|at|by|on)|\bbanned\b|blocked using|สแปม|垃圾邮件|垃圾郵件|スパム"
            r"|迷惑メール|스팸|спам|pourriel",
        ),
    ),
    (
        Reason.CONTENT,
        (
            r"\bvirus|malware|infected|phish|dangerous|attachment[^.\n]{0,40}(?:block|not allowed|reject"
            r"|prohibited|type)|(?:message|mail|content)[^.\n]{0,24}(?:content|body)[^.\n]{0,30}(?:reject"
            r"|not accept|block|denied)|content (?:reject|filter|restrict|not accept)|bare (?:lf|cr)"
            r"|malformed (?:message|mail|mime|header)"
            r"|rfc ?(?:2)?822|header[^.\n]{0,30}(?:missing|invalid|not compliant)|8bit|7bit|illegal attachment"
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
            r"|administrat\w+ prohibit|unacceptable|sender (?:address )?(?:rejected|denied|verify|domain)"
            r"|refuses? to (?:accept|receive)|message (?:filtered|refused)|ถูกบล็อ[คก]|นโยบาย|ปฏิเสธ|拒收|拒绝|拒絕"
            r"|被拦截|受信拒否|拒否|거부|отклонен|refusé|abgelehnt|rechazad|rejeitad|rifiutat",
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
            r"|giving up|undelivered (?:after|for) \d|(?:for|after|within) (?:more than )?\d+ (?:days|hours|day)"
            r"|not been collected|retry time not reached|(?:maximum|max) (?:retry|number of retries|retries)"
            r"|no longer be retried",
        ),
    ),
    (
        Reason.NETWORK,
        (
            r"connection (?:timed out|refused|reset|dropped|lost|closed|was (?:dropped|closed|refused))"
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
            r"temporar|(?:local|internal|system|configuration|software|server|processing|i/o|resource|database"
            r"|ldap|service)[^.\n]{0,16}(?:error|problem|fail|unavailable)|insufficient (?:system )?(?:resources"
            r"|storage)|overload|can'?t create|cannot (?:open|create|append|write|update"
            r"|lock)|permission denied|mailer error|procmail|child (?:exit|status|process)|command died"
            r"|out of memory|service (?:not|un)available|deferred|maintenance|ชั่วคราว|ขัดข้อง|暂时"
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
