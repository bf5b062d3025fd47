"""The words in which mail servers say why. Matched on text in lower case with single spaces; the first reason that
fits holds, so the order of `WORDS` is part of the knowledge: a full mailbox is often called an unknown user too."""

from .troubles import TROUBLES
from .verdict import Reason

WORDS: tuple[tuple[Reason, tuple[str, ...]], ...] = (
    (Reason.SYSTEM, (r"command (?:was )?(?:not|un)[ -]?(?:recogni[sz]ed|implemented)|bad sequence of commands",)),
    (
        # Of us, not of the recipient: a server that asked ours about our address says "no such user" too.
        Reason.REFUSED,
        (
            r"sender (?:verif|address (?:rej|ver|not)|rej|domain|denied|(?:is )?not\b|has no mx|is (?:a )?spam)"
            r"|(?:invalid|unknown|bogus|null|bad|unroutable|empty(?: envelope)?) sender|valid from:"
            r"|mail from not owned|emetteur invalide|\bbatv\b|backscatter|bounce ?deny|(?:unsigned|third-party) dsn"
            r"|(?:can(?:not|'?t)|could ?n[o']t|unable to) (?:find|resolve|determine|verify) (?:your|purported)\b"
            r"|\brelay host name|no valid recipients from|(?:no access|accept\w* (?:e-?)?mails?) from (?:your|this|an?"
            r"|(?:mail ?)?(?:hosts?|servers?)|dynamic|ips?\b)|forbidden by (?:your|invalid)|account is protected by"
            r"|bogus mail from|domain of sender|your domain (?:does not|has no)|from address[^.\n]{0,20}"
            r"not (?:exist|valid)|return address[^.\n]{0,30}(?:invalid|not)"
            r"|only (?:\w+ ){0,3}(?:members?|subscribers?|senders?|users?)\b[^.\n]{0,30}\b(?:may|can|are allowed to) "
            r"(?:post|write|send)|accept(?:s|ing)? (?:\w+ )?mails? from (?:outside|external|unknown)"
            r"|(?:your|sending) (?:host|ip|server|mta)\b[^.\n]{0,40}(?:reputation|black|block|listed|banned)"
            r"|sender(?:'s)? (?:e-?mail )?address[^.\n]{0,40}(?:exist|unknown|invalid|not found|refused)"
            r"|(?:sender|you) ha(?:s|ve) no (?:a\b|mx)|(?:do ?n[o']t|not) accept (?:your|this) (?:e-?)?mail",
            r"only accept(?:s|ing)? mail from|(?:blocked|refused|rejected|due)[^.\n]{0,20} recipient'?s?"
            r"(?: user)? (?:preferences?|settings|request)|blocked by the (?:recipient|user|addressee)|\buser reject"
            r"|messages? from[^\n]{0,60}(?:weren'?t sent|not accepted)|\b(?:dt|hl|ib|mi|rp):[a-z]{3}\b"
            r"|mailbox[^.\n]{0,30}disabled for (?:external|internet) (?:mail|senders)"
            r"|(?:disabled|suspended|locked|blocked|unavailable) temporar(?:il)?y"
            r"|temporar(?:il)?y (?:disabled|suspended|locked|blocked|unavailable|inactive)",
        ),
    ),
    (
        Reason.MAILBOX_FULL,
        (
            r"(?:mail ?box|mail ?folder|inbox|mail ?drop|maildir|mail ?file|mail ?account)[^.\n]{0,60}?\b(?:is "
            r"|are )?(?:too |now )?(?:full|over ?quota|over its)\b",
            r"(?:over|exceed\w*|out of|above|reached|beyond|hit)[^.\n]{0,40}(?:quota|storage|disk space"
            r"|mailbox size|space limit|size limit of (?:the|this) mailbox|allocated space)",
            r"exceeding receiving limits|quota[^.\n]{0,30}(?:exceed|violat|full|reach|limit)|(?:over"
            r"|out of)[ -]?quota|\bfull (?:mail)?box"
            r"|disk full",
            r"(?:not enough|no|insufficient|does not have enough|out of)[^.\n]{0,20}(?:disk|storage"
            r"|mail)[^.\n]{0,12}space|space has been used up|(?:not enough|insufficient) (?:system )?storage"
            r"|(?:not|n't) have enough space",
            r"(?:mailbox|user) (?:has )?(?:exceed|size limit|quota)|exhausted[^.\n]{0,20}(?:storage|space)"
            r"|zu ?viele mails|too many messages|too much mail data"
            r"|mailbox would exceed|user'?s? mailbox is full|account full",
            r"mail (?:data|storage) (?:is )?full|storage (?:limit|allocation)|quotaexceeded"
            r"|recipient storage is full|inboxfull|mailboxfull",
            r"bo[iî]te[^.\n]{0,40}pleine|quota[^.\n]{0,10}d[ée]pass|bandeja[^.\n]{0,30}llen"
            r"|buz[oó]n[^.\n]{0,40}(?:llen|lleno|completo)|caixa[^.\n]{0,40}(?:cheia|lotada)"
            r"|(?:casella|cassetta)[^.\n]{0,60}piena|(?:postfach|mailbox|konto)[^.\n]{0,60}\bvoll\b"
            r"|speicherplatz[^.\n]{0,40}(?:ersch|übersch|voll)",
            r"(?:ящик|папк)[^.\n]{0,40}заполнен|переполнен|превыш\w+[^.\n]{0,20}квот|skrzynka[^.\n]{0,40}(?:pełna"
            r"|pelna|przepe[łl]ni)"
            r"|posta kutusu[^.\n]{0,30}dolu|kota[^.\n]{0,20}(?:aş|penuh)|hộp thư[^.\n]{0,30}đầy|kotak (?:surat"
            r"|masuk)[^.\n]{0,20}penuh|(?:brievenbus|postvak)[^.\n]{0,60}\bvol\b|(?:postlåd|brevlåd|postkass"
            r"|postboks|inn?boks"
            r"|indbakke)\w*[^.\n]{0,60}\bful[ld]t?\b|schránk\w*[^.\n]{0,60}\bpln|postafiók[^.\n]{0,60}(?:megtelt|tele)"
            r"|(?:cutia|c[aă]su[tțţ]a)[^.\n]{0,60}plin|postilaatik\w*[^.\n]{0,60}täynnä|γραμματοκιβώτιο[^.\n]{0,60}"
            r"(?:πλήρες|γεμάτο)|(?:صندوق|بريد)[^.\n]{0,60}ممتلئ|תיבת[^.\n]{0,60}מלאה|(?:inbox|mailbox|storage)"
            r"(?: size)? limit (?:is |was |has been )?(?:reached|exceeded)|no space left",
            r"(?:กล่อง|พื้นที่|เมล์?บ็?อกซ์|mailbox)[^\n]{0,60}เต็ม|เกิน(?:ขีดจำกัด)?โคว[ตท]้?า|โคว[ตท]้?าเต็ม"
            r"|พื้นที่[^\n]{0,40}ไม่(?:เพียง)?พอ|เกิน(?:ความจุ|พื้นที่)",
            r"(?:邮箱|信箱|郵箱|郵件信箱|收件箱)[^。\n]{0,12}(?:已?满|已?滿|容量|空间不足|空間不足)|超(?:过|過"
            r"|出)[^。\n]{0,12}(?:容量|配额|配額)|(?:メールボックス|受信箱|ディスク)[^。\n]{0,24}(?:一杯"
            r"|いっぱい|満杯|超え|超過|オーバー|容量)|容量(?:を|が)?[^。\n]{0,10}(?:超|オーバー|不足)|(?:사서함|편지함"
            r"|메일함|용량)[^.\n]{0,20}(?:가득|꽉|초과|부족)",
        ),
    ),
    (
        Reason.GREYLISTED,
        (
            r"gr[ea]y[- ]?list|try again (?:in|after) \d+ ?(?:s|m)|postgrey|temporarily deferred(?!.*retry time)"
            r"|try (?:(?:your request )?again )?later",
            r"first time sender|deferred due to (?:unknown|new) sender",
        ),
    ),
    (
        Reason.MOVED,
        (
            r"(?:user|recipient|mailbox|account|address|he|she)\b[^.\n]{0,30}(?:has|have) (?:been )?moved"
            r"|no longer (?:here|with|at) (?:this|the)? ?(?:company|address|organi)"
            r"|\bhas a new (?:e-?mail )?address|address has changed|moved to (?:an? )?(?:new|other)"
            r"|(?:has been|was|is) replaced by\b",
            r"no longer (?:works|employed|a (?:member|student|customer))|has left (?:the )?(?:company|organi"
            r"|university|school|firm)|\buser has left",
        ),
    ),
    (
        Reason.DISABLED,
        (
            r"(?:account|mailbox|user|recipient|address|inbox|domain)\b[^.\n]{0,60}\b(?:disabled|deactivated"
            r"|suspended|inactive|not active|locked|frozen|expired|terminated|discontinued|closed"
            r"|blocked by admin|archived|canceled|cancelled|deleted|removed|purged)\b",
            r"\b(?:disabled|deactivated|suspended|inactive|locked|frozen|expired|closed|dormant) (?:user|account"
            r"|mailbox|recipient|address|e-?mail)|account that you tried to reach is (?:disabled|inactive|over)"
            r"|not currently accepting",
            r"(?:disabledaccount|disableduser|useraccountdisabled|is not an? active|no longer (?:active|valid|in use"
            r"|available|accept|exist|on this|on our|serviced|maintained)|is deactivated|abandoned)",
            r"(?:conta|cuenta|compte|konto|account)[^.\n]{0,40}(?:desativad|desactivad|deshabilitad|inactiv"
            r"|d[ée]sactiv|deaktiviert|gesperrt|disattivat|suspend)|destinataire[^.\n]{0,20}archiv"
            r"|(?:account|mailbox) (?:is |has been |was )?blocked\b(?! (?:by|due(?! to inact)|for|from|because))"
            r"|suspend the service|not allowed to receive"
            r"|delivery (?:is )?not allowed to this address|not currently being accepted for this mailbox",
            r"บัญชี[^\n]{0,60}(?:ถูกปิด|ปิดใช้|ระงับ|ถูกยกเลิก|ยกเลิก|เลิกใช้|หมดอายุ)|(?:ปิด|เลิก"
            r"|ระงับ)(?:การ)?ใช้งาน(?:แล้ว)?"
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
            r"|e-?mail|\bid)s?\b[^.\n]{0,60}?\b(?:un ?known|not (?:be )?(?:found|known|exist\w*|present|listed"
            r"|valid|recogni[sz]ed)|(?:does|do|did)(?: ?no?'?t|sn'?t) (?:exist|appear|match)|doesn?'?t? exist"
            r"|non-?existent|was not found|could not be found|wasn'?t found|couldn'?t be found|may not exist"
            r"|not a valid|is invalid|invalid|unrecogni[sz]ed|undefined|isn'?t (?:known|valid)|not exists?\b)",
            r"(?:un ?known|no such|invalid|bad|non-?existent|unrecogni[sz]ed|illegal|wrong|undefined"
            r"|unresolvable)\b(?: or \w+)?(?: \w+){0,2} (?:user|recipient|mailbox|account|address|alias"
            r"|local[- ]?part|rcpt|e-?mail|destination|(?<!helo )(?<!ehlo )name|person|id)\b(?! database)",
            r"no (?:mailbox|account|user|recipient|person|one|mail ?box|such \w+|valid recipients?|matching"
            r"|entry|record|mail drop)\b[^.\n]{0,40}(?:here|by that|with th|at this|found|available|that name"
            r"|for|named|by the name|address|match|exists|matching|on this)",
            r"not (?:a|an|our|listed|registered|recogni[sz]ed|our)\b[^.\n]{0,16}(?:valid|local|known|existing"
            r"|customer|registered|subscriber)?[^.\n]{0,10}(?:user|mailbox|recipient|address|customer|account)"
            r"|(?:does|do)(?:n't| not) have an? [^.\n]{0,30}(?:account|mailbox|address)|not listed in"
            r"|not in (?:\w+ )?(?:directory|address book|name & address)|ambiguous"
            r"|\bnot (?:in|on|listed in) (?:my|our|the|local) (?:\w+ ){0,2}(?:list|table|database|system|domains?)\b"
            r"|in name directory|missing home directory|\bunregistered (?:user|address|recipient)",
            r"recipient (?:is )?not (?:accepted|ok|local)\b|envelope recipient has been denied"
            r"|(?:recipient|callout|rcpt|user|address) (?:lookup|verification|validation) fail|non ?existent user"
            r"|(?:unable to|could ?n[o']t|can(?:not|'t)) (?:be found|validate (?:the )?(?:recipient|user|address))"
            r"|unable to (?:find|validate|verify|locate) (?:the )?(?:recipient|user|address|mailbox)"
            r"|user ?unknown|unknownuser|userunknown|recipnotfound|recipientnotfound|malformed address"
            r"|address syntax|recipient ?not ?found"
            r"|nosuchuser|mailbox ?not ?found|name is not found|mailbox name not allowed|addressnotfound"
            r"|no such address|no mail ?box here|couldn'?t be found|badrcptto|validrcptto|badrecipient"
            r"|bad address|dosn'?t exist|dosent exist|not exist\b|doesnotexist|not in the (?:list|domain)",
            r"recipient address rejected:? (?:access denied|user|undeliverable|unverified|unknown|no such"
            r"|invalid|not found|unv|domain|mailbox)|5\.4\.1[^\n]{0,40}access denied"
            r"|can(?:not|'t) (?:find|locate|resolve|verify) (?:the )?(?:user|recipient|mailbox|address)"
            r"|didn'?t match|no valid (?:host|recipient|delivery)|address (?:you entered )?(?:is|may be"
            r"|might be) (?:misspelled|wrong|incorrect|mistyped)|isn'?t in (?:my|our) (?:list|control)"
            r"|(?<!domain )name (?:was )?not found|verify (?:the )?(?:address|recipient) fail"
            r"|address lookup[^.\n]{0,20}fail",
            r"utilisateur inconnu|compte (?:inexistant|inconnu)|destinataire (?:inconnu|introuvable"
            r"|invalide)|adresse[^.\n]{0,40}(?:inconnue"
            r"|n'existe|introuvable|invalide)|n'existe pas|introuvable|benutzer[^.\n]{0,30}(?:unbekannt"
            r"|existiert)|(?:empf(?:ä|ae)nger|postfach|konto|account)[^.\n]{0,50}(?:unbekannt"
            r"|existiert|nicht gefunden|ungültig)"
            r"|adresse[^.\n]{0,40}(?:nicht gefunden|existiert nicht|unbekannt|ungültig)"
            r"|unbekannte?r? (?:benutzer|empfänger|adresse)",
            r"(?:usuario|destinatario|usuário|destinatário|utente|direcci[oó]n|endereço|indirizzo|casella"
            r"|buz[oó]n|caixa)[^.\n]{0,50}(?:desconocid|desconhecid|sconosciut|no existe|não existe|nao existe"
            r"|non esist|inesistent|inexistent|inv[aá]lid|no encontrad|não encontrad|non trovat"
            r"|não foi encontrad|no se (?:ha )?enc|no ha sido)|(?:nessun|ningún|nenhum) (?:utente"
            r"|usuario|usuário)|no existe|não existe|inesistente|geen gebruiker"
            r"|gebruiker[^.\n]{0,20}(?:onbekend|bestaat)"
            r"|onbekende? (?:gebruiker|ontvanger)|bestaat niet|finns inte|existerar inte|(?:findes|finnes"
            r"|eksisterer) ikke"
            r"|(?:adres|ontvanger|gebruiker)[^.\n]{0,60}niet gevonden|(?:adress|mottagar"
            r"|användar)[^.\n]{0,60}inte hitta"
            r"|(?:adresse|modtager|mottaker|bruger)[^.\n]{0,60}ikke (?:findes|finnes|fundet|funnet)"
            r"|okänd|\bukjent|\bukendt|tuntematon",
            r"(?:пользовател|адресат|получател|ящик|адрес)[^.\n]{0,40}(?:не найден|не существует|неизвест"
            r"|не зарегистр|недейств)|нет такого|не существует|nie istnieje|nieznan[ya]|(?:nie ma"
            r"|brak) takiego|neexistuje|neznám|nem létez"
            r"|nebyla nalezena|nena[sš]l|ismeretlen|nem található|nu există|nu a fost g[aă]sit|ei löydy|ei löytynyt"
            r"|не знайдено|bulunamadı|mevcut değil|không tồn tại|không tìm thấy|tidak (?:ditemukan"
            r"|dikenal|ada|wujud|dijumpai|ditemui)|δεν υπάρχει|δεν βρέθηκε|δυνατή η εύρεση|غير موجود"
            r"|(?:تعذر|يتم) العثور|לא (?:נמצא|קיי)",
            r"(?:ไม่พบ|ไม่มี|ไม่รู้จัก|หาไม่พบ|ค้นหา?ไม่พบ)[^\n]{0,24}(?:ผู้รับ|ผู้ใช้|ที่อยู่|กล่อง"
            r"|บัญชี|อีเมล|อี-?เมล์?|เมล์?บ็?อกซ์|รายชื่อ"
            r"|user|mailbox)|(?:ผู้รับ|ผู้ใช้|ที่อยู่|อีเมล์?|บัญชี|กล่อง(?:จดหมาย|เมล์?|ข้อความ)"
            r"|mailbox)[^\n]{0,60}(?:ไม่มีอยู่"
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
            r"unable to look ?up|domain[^.\n]{0,20}(?:not|un)[- ]?reachable|no(?: ?| )connector for (?:this )?address"
            r"|noconnectorforaddresstype|domain ?non-?existent|non-?existent ?domain"
            r"|(?:host|domain|server)s?\b(?! (?:said|says|returned|replied|responded))[^.\n]{0,50}"
            r"(?:un ?known|not (?:be )?found|does ?n[o']t exist"
            r"|couldn'?t be found|non-?existent|no(?:t)? such|unresolvable|not (?:exist|resolve)|isn'?t valid"
            r"|invalid)",
            r"(?:un ?known|no such|invalid|bad|non-?existent|illegal) (?:mail )?(?:host|domain|destination host"
            r"|destination domain|system|hostname)\b|unrouteable (?:mail )?(?:address|domain)|unroutable"
            r"|nxdomain|name or service not known|cannot find (?:hostname|host|domain|mail exchanger)",
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
            r"does not (?:accept|receive) (?:any )?(?:e-?)?mails?\b(?! from)|null ?mx|host does not accept"
            r"|not accept(?:ing)? (?:any )?(?:e-?)?mails? for|we do not accept mail|domain (?:is )?(?:not"
            r"|no longer) (?:hosted|handled|accept|in use)|no longer accepts? (?:e-?)?mail"
            r"|not accepting any (?:e-?)?mail"
            r"|(?:does|do)(?:n't| not) (?:handle|host|process) (?:e-?)?mail",
        ),
    ),
    *TROUBLES,
)
