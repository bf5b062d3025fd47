"""By what a return is told from a letter: who writes, under what subject, with which first words. In many languages,
since a notice is written in the language of the server that writes it."""

import re

_SENDER = re.compile(
    r"mailer[-_. ]?daemon|mail[-_. ]?daemon|post[-_ ]?master|sys-?admin@|mail delivery|delivery (?:sub)?system"
    r"|mail ?system|mdaemon"
    r"|microsoft ?exchange|microsoft outlook$|system admin|systemadmin|mail ?server|mail ?router|mail administrator"
    r"|bounce|delivery[-_ ]?(?:status|notification|service|agent|report)|exchange ?(?:server|online)|autoreply-?daemon"
    r"|internet mail|e?smtp|mail ?gateway|lotus|groupwise|mailsweeper|mail service|mta\b|non-?deliver|undeliver"
    r"|returned mail|mail ?admin|complaints|antispam|mailmarshal|mailscanner|daemon@|配信|配送|メール|退信|邮件系统"
    r"|系统管理员|системный|почтов|ผู้ดูแลระบบ|ระบบอีเมล|ระบบเมล",
    re.I,
)
_MAILER = re.compile(r"mailer[-_ ]?daemon|mail delivery (?:sub)?system", re.I)
_ENVELOPE = re.compile(r"^\s*<?(?:mailer[-_]?daemon|postmaster|mail[-_]?daemon)\b", re.I)

_SUBJECTS = (
    r"undeliver|un-?deliver|non[- ]?deliver|returned (?:e-?)?mail|(?:mail|message|e-?mail) (?:was )?(?:returned"
    r"|rejected)",
    r"deliver(?:y|ing)\b[^\n]{0,40}\b(?:fail|error|problem|unsuccess|report|notif|delay|incomplete|not|suspend"
    r"|abort|impos)",
    r"fail(?:ed|ure|s)?\b[^\n]{0,24}(?:deliver|notice|mail|message|recipient|send|notif)|returned to sender"
    r"|return to sender",
    r"(?:mail|message|e-?mail)\b[^\n]{0,30}\b(?:fail|error|could ?n[o']t|not (?:be )?(?:deliver|sent)|bounce"
    r"|block|problem|delay)",
    r"could ?n[o']t (?:be )?(?:deliver|send|sent)|(?:not|never) (?:been )?delivered|unable to deliver"
    r"|cannot (?:be )?deliver",
    r"warning: (?:could not|message|mail)|delayed mail|^ndn\b|^ndr\b|\bdsn\b|user unknown|unknown (?:user|recipient)",
    r"mailbox[^\n]{0,20}(?:full|unavail|not found)|mail system error|^rejected( mail)?:|bounced|not deliverable"
    r"|^warning\b",
    r"message status|status notification|sent message error|address (?:error|unknown|not found)|mail (?:not|un)",
    r"unzustell|nicht zugestellt|nicht zustellbar|zustell\w*[^\n]{0,20}fehl|fehl\w*[^\n]{0,24}zustell"
    r"|unbekannte\w* empf",
    r"zustellung[^\n]{0,24}(?:fehl|nicht|verzög)|konnte nicht|nicht übermittelt|mail[^\n]{0,10}fehler",
    r"non (?:re|ac)mis|non (?:distribu|délivr|delivr)|[ée]chec[^\n]{0,30}(?:remise|distribu|livraison|envoi)",
    r"(?:remise|livraison|distribution)[^\n]{0,24}(?:[ée]chec|impossible)|impossible (?:de|d')"
    r"|retour[^\n]{0,12}courrier",
    r"no (?:se )?(?:ha )?(?:podido|pudo|puede)|no (?:fue )?entregad|no se entreg|devuelto|no entrega",
    r"(?:fallo|falla|error|fracaso)[^\n]{0,24}(?:entrega|env[ií]o)|entrega[^\n]{0,24}(?:fall|error|fracas|no)",
    r"n[ãa]o (?:foi )?(?:pôde |pode )?(?:ser )?entreg|n[ãa]o entregue|falha[^\n]{0,24}(?:entrega|envio)|devolvid"
    r"|erro[^\n]{0,16}(?:entrega|envio)",
    r"mancat[ao] (?:recapito|consegna)|non (?:recapit|consegnat|è stato)|impossibile (?:recapit|consegn|invi)"
    r"|recapito[^\n]{0,24}(?:non|fallit)",
    r"(?:consegna|invio)[^\n]{0,20}(?:fallit|non|errore)|onbestelbaar|niet (?:afgeleverd|bezorgd|bestel|worden)"
    r"|bezorg\w*[^\n]{0,20}mislukt",
    r"olevere|(?:kunde|kan|gick) inte (?:att )?leverer|leveran\w*[^\n]{0,20}(?:misslyck|fel)|ikke lever|kan ikke"
    r"|uleverbar"
    r"|leverings?(?:feil|fejl)|ei voi|toimit\w*[^\n]{0,20}epäonn|toimittamat",
    r"niedostarcz|nie (?:można|mogła|został|dostarcz)|niedor[eę]cz|b[łl][ąa]d[^\n]{0,16}dostarcz|zwrot"
    r"|nedoru[cč]|ned[oô]veren|nelze doru|nebyl[ao]? doru|neisporu[cč]|недостав(?:им|ен)|nepristat|nevar piegād",
    r"k[ée]zbes[ií]thet|sikertelen|nelivra|nu (?:a )?(?:putut|poate|reu[sșş]it)|iletileme|teslim edileme"
    r"|gönderileme|iletilmedi",
    r"не ?доставл|недоставл|не (?:удалось|уда[её]тся|может)[^\n]{0,20}(?:достав|отправ)|ошибка[^\n]{0,20}(?:достав"
    r"|отправ"
    r"|почт)|неможливо|невозможно достав|возврат|не вдалося",
    r"δεν[^\n]{0,20}παράδο|μη παραδ|αδύνατη η παρ|לא נמסר|לא ניתן|נכשל|تعذر|لم يتم|فشل|غير قابل",
    r"ส่ง[^\n]{0,16}(?:ไม่สำเร็จ|ไม่ได้|ไม่ถึง|ล้มเหลว)|ไม่(?:สามารถ|ได้รับการ|อาจ)[^\n]{0,20}ส่ง"
    r"|ตีกลับ|ล้มเหลว|ไม่ถึงผู้รับ"
    r"|ข้อผิดพลาด[^\n]{0,20}ส่ง|สถานะการ(?:จัด|นำ)?ส่ง|ส่งคืน|ล่าช้า",
    r"không (?:thể )?(?:gửi|phân phối|chuyển)|gửi[^\n]{0,16}(?:không|thất bại)|thư trả lại|tidak (?:dapat "
    r"|boleh |bisa )?(?:ter|di)?kirim|gagal",
    r"退信|退件|退回|无法(?:投递|送达|传递|发送)|無法(?:投遞|送達|傳遞|遞送|寄送)|投递失败|未送达|未能送达"
    r"|未傳遞|发送失败|傳送失敗|寄送失敗|送信失敗",
    r"配信(?:不能|でき|エラー|失敗|に失敗)|配送(?:エラー|失敗|に失敗|不能)|送信(?:エラー|でき|に失敗|不能)|不達"
    r"|届(?:き|け)ま|未配信|エラーメール|返送",
    r"반송|(?:배달|전송|발송|전달)[^\n]{0,8}(?:실패|되지|할 수 없|불가)|실패",
)
_SUBJECT = re.compile("|".join(_SUBJECTS), re.I)

_OPENINGS = (
    r"(?:could|can|did|was|were|has|have|had|will|does) ?n[o']t (?:yet )?(?:be |been |get )?(?:deliver|reach"
    r"|sent|send|processed|accept|receive|relay)",
    r"(?:cannot|unable to|failed to|failure to|impossible to|not able to|not possible to)(?: be)? (?:deliver"
    r"|send|relay|forward|process|route|transfer)",
    r"deliver(?:y|ing)[^.\n]{0,60}(?:fail|abort|error|problem|not possible|unsuccess|incomplete|delay|impossible"
    r"|suspend)|not (?:be )?deliver(?:ed|able)|undeliver|un-?deliver",
    r"permanent (?:fatal )?error|fatal error|permanently (?:fail|reject)|failed (?:recipient|address"
    r"|permanently)|(?:recipient|address)(?:es)?(?:\(?e?s\)?)? failed|following address|was not sent"
    r"|being returned|is returned|bounced|returned (?:to you|unopened|mail)",
    r"(?:message|mail|e-?mail)[^.\n]{0,60}(?:rejected|refused|blocked|bounced|returned|did not reach"
    r"|didn'?t reach|wasn'?t delivered|couldn'?t be|has failed|failed|lost)",
    r"temporar(?:y|ily)[^.\n]{0,40}(?:fail|problem|error|unable|defer)|still (?:being )?(?:retr|try)"
    r"|will (?:be retried|keep trying|continue to try|retry)|has not (?:yet )?been delivered|delayed",
    r"i'?m (?:afraid|sorry)[^.\n]{0,60}(?:deliver|message)|i wasn'?t able to deliver|i was unable to deliver"
    r"|i have been trying|no such (?:user|recipient|mailbox|address)|user unknown|unknown user",
    r"transcript of session|while talking to|smtp error from remote|remote (?:host|server) (?:said|returned"
    r"|responded|rejected)|said: [45]\d\d|in reply to (?:rcpt|mail|data|end)|rcpt to|diagnostic information"
    r"|diagnostic[- ]code|final-recipient|reporting-mta",
    r"unzustellbar|nicht zugestellt|nicht zustellbar|nicht (?:ausgeliefert|übermittelt|erreicht)"
    r"|zustellung[^.\n]{0,40}(?:fehl|nicht)|konnte[^.\n]{0,80}nicht",
    r"n'a (?:pas )?pu|n'ont pas pu|n'a pas été (?:remis|distribu|délivr)|non remis|pas pu être|[ée]chec"
    r"|impossible de (?:remettre|distribuer|délivrer)",
    r"no (?:se )?(?:ha )?(?:podido|pudo|puede)|no (?:ha sido|fue|pudo ser|se) entreg|não (?:foi|pôde|pode"
    r"|pudemos)|nao foi|não entregue|falha|não (?:é|foi) possível|non (?:è stato|è possibile|ha potuto"
    r"|può essere)|impossibile|recapit",
    r"niet (?:afgeleverd|bezorgd|worden)|(?:kunde|kan|gick) inte|(?:kunne|kan) ikke|ei voi|nie (?:można|został"
    r"|mogła)|nelze"
    r"|nebyla? doru|nezda[rř]il|zlyhal|nem (?:sikerült|kézb)|nu a (?:putut|reu[sșş]it)|epäonnistu|mislyk|misslyck"
    r"|mislukt|iletilemedi|teslim edilemedi|gönderilemedi",
    r"не (?:может быть|была?|было|удалось|уда[её]тся|смог|доставл)|недоставл|невозможно|неможливо|не вдалося"
    r"|δεν (?:ήταν|μπό|παρα)"
    r"|απέτυχε|תקלה|לא (?:ניתן|נמסר)|נכשל|تعذر|لم يتم|فشل",
    r"ไม่สามารถ[^\n]{0,30}(?:ส่ง|นำส่ง)|ส่ง[^\n]{0,24}(?:ไม่สำเร็จ|ไม่ได้|ไม่ถึง|ล้มเหลว)|ตีกลับ"
    r"|ไม่ได้รับการ|ล้มเหลว|ไม่ถึงผู้รับ"
    r"|ไม่สำเร็จ|ยังไม่ถูกส่ง|ล่าช้า",
    r"không (?:thể )?(?:gửi|phân|chuyển|được)|thất bại|tidak (?:dapat|bisa|ter)|gagal",
    r"退信|退回|无法|無法|失败|失敗|未能|未送达|被拒|できませんでした|できません|届き?ま|届け|不能|エラー|不達"
    r"|失敗|반송|실패|없습니다|못했",
)
_OPENING = re.compile("|".join(_OPENINGS))

# Of somebody who is away, or of a machine that says what it is. People write the former too.
_AWAY = re.compile(
    r"out[- ]of[- ](?:the )?(?:office|town)|auto(?:matic(?:ally)?|mated)?[- ]?(?:generated )?(?:reply|response"
    r"|respon[ds]|answer|acknowledg)|on (?:annual |sick |maternity |parental )?(?:leave|holiday|vacation)"
    r"|away from (?:the|my|work)|i(?: am|'m| will be) (?:currently )?(?:away|travel)|limited access to|maternity"
    r"|autoresponder|no longer (?:work|with|employed|at )|not monitored|unattended mailbox|do not reply to this"
    r"|abwesen|nicht im (?:büro|hause)|automatische antwort|urlaub|außer haus|absen[ct]e|absent"
    r"|r[ée]ponse automatique|congé|vacances|fuera de (?:la )?oficina|respuesta autom|ausente|ausencia"
    r"|vacaciones|fora do (?:escrit|expediente)|resposta autom|férias|fuori (?:sede|ufficio)|risposta automatica"
    r"|assen[zt]|ferie\b|afwezig|niet aanwezig|automatisch antwoord|frånvar|autosvar|automatiskt? svar|fravær"
    r"|automatisk svar|poissa|automaattinen"
    r"|nieobecn|automatyczna odpow|urlop|nepřítomn|automatick\w+ odpov|dovolen|szabadság|automatikus v[áa]lasz"
    r"|r[ăa]spuns automat|otomatik (?:yanıt|cevap)|ofis dışı|izinde|автоответ|автоматический ответ|отпуск"
    r"|нет на рабоч|відпустк|εκτός γραφείου|αυτόματη|תשובה אוטומטית|رد (?:تلقائي|آلي)|خارج المكتب"
    r"|ตอบกลับอัตโนมัติ|ตอบรับอัตโนมัติ|ไม่อยู่(?:ที่)?(?:สำนักงาน|ออฟฟิศ|ที่ทำงาน)|ลาพัก|ลาหยุด"
    r"|ลาป่วย|ลาคลอด|ไปราชการ|พ้นจากตำแหน่ง|ลาออก"
    r"|trả lời tự động|vắng mặt|balasan otomatis|balas automatik|cuti|tidak (?:ada )?di kantor|自动(?:回复|答复"
    r"|应答)|自動(?:回覆|回應|答覆|返信|応答)|休假|外出|出差|不在|休暇|お休み|자동 ?(?:응답|회신|답장)|부재|휴가",
    re.I,
)
# In a subject these too are a machine's; in a text they are anybody's courtesy.
_COURTESY = re.compile(
    r"vacation|thank you for (?:your (?:e-?)?(?:mail|message)|contacting|writing)|we have received your"
    r"|received your (?:message|e-?mail|request)|your (?:message|request|ticket|e-?mail) has been received"
    r"|ticket (?:#|number|id)|ได้รับ(?:อีเมล|ข้อความ|จดหมาย)[^\n]{0,20}(?:แล้ว|ของ)",
    re.I,
)
_CHALLENGE = re.compile(
    r"(?:confirm|verify|prove|authenticate)[^.\n]{0,50}(?:you are|you're|your (?:e-?mail|message|address"
    r"|identity)|human|sender|a person|deliver)|spam ?arrest|boxbe|\btmda\b|challenge[/-]response"
    r"|white ?list(?:ed)? (?:your|the) (?:address|sender)|must be (?:confirmed|verified|authenticated)"
    r"|click[^.\n]{0,40}(?:to (?:have|deliver|release|complete|verify|confirm))|one[- ]time (?:confirm|verif)"
    r"|sender verification|held (?:until|pending|for)|quarantine|\bguest list\b|wait-?listed|para que (?:sua|a|su"
    r"|tu) mens[^\n]{0,20} se[jr]a?",
    re.I,
)
_SUCCESS = re.compile(
    r"(?:success(?:ful|fully)?)[^.\n]{0,40}(?:deliver|relay|sent|received|forward)|(?:has been|was"
    r"|were) (?:successfully )?(?:delivered|relayed|received by)|delivery (?:was )?success|return receipt"
    r"|read receipt|was (?:read|opened|displayed)|อ่านแล้ว|ส่งสำเร็จ|开封|開封確認"
)
_DELAY = re.compile(
    r"warning message only|warning only|this is (?:only )?a warning|you do(?: not|n't) need to (?:resend"
    r"|re-?send|do anything)|will (?:be retried|keep trying|continue (?:to try|trying|to be)|retry|try again)"
    r"|still (?:being )?(?:retr|try)|has not yet been delivered|not yet (?:been )?delivered|delivery (?:is |was "
    r"|has been |to the following recipients? (?:has been |is )?)?delayed|\bdelayed\b"
    r"|delivery attempts will continue|temporary (?:problem|failure|error)[^.\n]{0,60}deliver"
    r"|temporarily (?:unable|delayed|defer)|further attempts|attempts? to deliver[^.\n]{0,40}continue"
    r"|keep trying|could not send message for (?:past|the past)"
    r"|verzögert|wird (?:weiter|erneut)|noch nicht zugestellt|retardé|différé|retrasad|demorad|aplazad|atrasad"
    r"|adiad|ritard|vertraag|försen|forsinke|opóźni|zpožd|отложен|задерж|ล่าช้า|จะพยายาม(?:ส่ง"
    r"|นำส่ง)?[^\n]{0,12}(?:อีก|ต่อ)|ยังไม่(?:ถูก|ได้|สามารถ)[^\n]{0,10}ส่ง|(?:จะ|กำลัง)[^\n]{0,10}ลองใหม่"
    r"|延迟|延遲|(?:将|將|会|會|继续|繼續|正在|仍在)[^。\n]{0,8}(?:重试|重試)|遅延"
    r"|再(?:送信?|試行)(?:し(?:ます|てい|続け)|され|を(?:続け|繰り返|行い|試み))|지연",
    re.I,
)
_GREETING = re.compile(
    r"^\s*(?:dear\b|(?:hi|hello|hey|hallo)\b(?!\W{1,3}this is)|good (?:morning|afternoon)|เรียน"
    r"|สวัสดี|กราบเรียน|bonjour"
    r"|sehr geehrte|guten tag|hola|estimad|olá|prezad|gentile|buongiorno|уважаем|здравствуйте|您好|你好|お世話|안녕)",
    re.I,
)
_LEAVE = re.compile(
    r"^[ \t]*(?:(?:best|kind|warm|with)? ?(?:regards|wishes)|best,|thanks|thank you|yours|sincerely|cheers"
    r"|mit freundlichen|viele grüße|cordialement|saludos|atenciosamente|cordiali saluti|ขอบคุณ|ขอแสดงความนับถือ"
    r"|с уважением)\b[^\n]{0,30}$",
    re.I | re.M,
)
_BAIT = re.compile(
    r"(?:click|release|upgrade|increase|confirm|verify|update|restore|review|retrieve|recover"
    r"|validate|log ?in|sign in)"
    r"[^.\n]{0,60}(?:here|below|link|account|quota|them|messages?|e?-?mails?|password|mailbox)\b"
)
_MAIL = re.compile(
    r"mail|message|nachricht|smtp|mensaje|mensagem|messaggio|bericht|meddel|wiadomo|zpráv|письм|сообщ"
    r"|จดหมาย|เมล|ข้อความ|邮|郵"
    r"|メール|메일|thư"
)
_PARCEL = re.compile(
    r"\b(?:parcel|package|shipment|courier(?! mail)|order (?:number|no)|tracking|reschedule|customs)\b"
)
_REPLY_SUBJECT = re.compile(
    r"^\s*(?:re|aw|sv|antw|r|odp|ตอบ|ตอบกลับ|回复|回覆|答复|res|vs|ynt)\s*(?:\[\d+\])?\s*[:：]", re.I
)
_APPENDED = re.compile(  # by a server, to the subject of an answer that it returns
    r"[:\-–—]\s{0,3}(?:non remis|non distribu[ée]|not delivered|undeliver(?:able|ed)|unzustellbar|nicht zugestellt"
    r"|no entregado|non recapitato|non consegnato|não entregue|delivery fail(?:ed|ure)|ส่งไม่ได้)"
    r"(?:\s{1,3}\([^()]{1,60}\))?\s*$",
    re.I,
)
_FORWARD_SUBJECT = re.compile(r"^\s*(?:fwd?|wg|tr|rv|enc|i|vb|doorst|ส่งต่อ|转发|轉寄|転送)\s*[:：]", re.I)


def is_daemon(sender: str, return_path: str = "") -> bool:
    """By the name or address of the author; of an envelope only the usual names count, since mailings too are sent
    from an address for bounces."""
    return bool(_SENDER.search(sender[:300]) or _ENVELOPE.search(return_path[:300]))


def is_mailer_daemon(author: str) -> bool:
    """The name of mail servers themselves; a postmaster may be a person."""
    return bool(_MAILER.search(author[:300]))


def is_about_a_failure(subject: str) -> bool:
    return bool(_SUBJECT.search(subject[:300]))


def tells_a_failure(words: str) -> bool:
    return bool(_OPENING.search(words))


def is_away(words: str) -> bool:
    return bool(_AWAY.search(words[:3_000]))


def is_a_machines(subject: str) -> bool:
    """Not of an answer: what stands behind "Re:" are our own words."""
    return bool(_AWAY.search(subject[:300]) or _COURTESY.search(subject[:300])) and not is_reply(subject)


def is_courtesy(words: str) -> bool:
    return bool(_COURTESY.search(words[:3_000]))


def is_bait(words: str) -> bool:
    """Asks the reader to follow a link: a fraud dressed up as a notice."""
    return "http" in words and bool(_BAIT.search(words[:4_000]))


def is_personal(words: str) -> bool:
    """Greets, or takes its leave, as people do."""
    return bool(_GREETING.search(words[:1_000]) or _LEAVE.search(words[-1_000:]))


def is_of_mail(words: str) -> bool:
    """Of mail, not of a parcel."""
    words = words[:4_000].lower()
    return bool(_MAIL.search(words)) and not _PARCEL.search(words)


def is_challenge(words: str) -> bool:
    return bool(_CHALLENGE.search(" ".join(words[:4_000].split())))


def tells_a_success(words: str) -> bool:
    return bool(_SUCCESS.search(words[:4_000]))


def is_delay(words: str) -> bool:
    return bool(_DELAY.search(words[:4_000]))


def is_reply(subject: str) -> bool:
    return bool(_REPLY_SUBJECT.match(subject)) and not _APPENDED.search(subject)


def is_forward(subject: str) -> bool:
    return bool(_FORWARD_SUBJECT.match(subject))
