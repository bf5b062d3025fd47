"""Invented names: parts with the spellings that Thais give them in Latin letters, so that every bearer spells anew."""

from random import Random

from apps.records.actions import reference

FIXTURE = reference.read("names_th")

_FIRST_HEAD = """ธน thana tana dhana|ณัฐ nattha nutta nat|กมล kamon kamol kamol|วร wora vora wara|
ศิริ siri siri siri|สุ su su soo|พิ phi pi pi|จิรา chira jira jeera|ชล chon chol chon|
ภัทร phatthara pattra bhattara|อภิ aphi api api|รัตนา rattana ratana rattana|วิ wi vi wi|
นิ ni ni nee|กิตติ kitti kitti gitti|ปิยะ piya piya peeya|ชนา chana chana jana|
พร phon porn pon|เกียรติ kiat kiat kiart|ธีร thira teera theera|อรุณ arun aroon arun|
มณี mani manee mani|บุญ bun boon bun|ทอง thong tong thong|เพชร phet petch phet|สม som som som|
ประ pra pra pra|วัน wan wan van|ศุภ suppha supa supha|นภา napha napa nabha|
ปัญญา panya panya panya|กัญญา kanya kanya ganya|พงศ์ phong pong pong|ชัย chai chai jai|
ดวง duang duang daung|จันทร์ chan jan chan|อนุ anu anu anoo|ธรรม tham thum dham|
ยุทธ yut yuth yuttha|สิทธิ sitthi sitti sidhi|เอก ek eak aek|อัมพร amphon amporn ampon|
วิไล wilai vilai wilai|ลัดดา ladda ladda lada"""
_FIRST_TAIL = """พล phon pol pon|พร phon porn pon|วรรณ wan wan van|วัฒน์ wat wat vat|ชัย chai chai jai|
รัตน์ rat rat ratn|ศักดิ์ sak sak sakdi|พงษ์ phong pong pongs|นุช nut nuch nuj|ดา da da dah|
ชนก chanok chanok janok|ภรณ์ phon porn bhorn|กานต์ kan karn gan|วุฒิ wut wut vuth|
เดช det dech dej|ณี ni nee ni|ลักษณ์ lak luck lak|รักษ์ rak rak ruk|ธิดา thida tida dhida|
นันท์ nan nun nant|กร kon korn gorn|ยา ya ya yah|เทพ thep tep dheb|มาศ mat mas mart|
สิน sin sin zin|ฤทธิ์ rit rit ridh|สุดา suda suda sooda|พันธ์ phan pan bhan|จิต chit jit chitt|
ใจ chai jai chai|วิทย์ wit vit wit|ชาติ chat chart chat|ไพร phrai prai pry|โชค chok choke chok|
เพ็ญ phen pen pen|ศรี si sri sri|ชา cha cha char|นาท nat nart nath|เลิศ loet lert lerd|
อร on orn orn|ประภา prapha prapa prabha|ราช rat raj rach"""
_LAST_HEAD = """แก้ว kaeo kaew gaew|ทอง thong tong thong|จันทร์ chan jan chandr|สุวรรณ suwan suwan suvarn|
ศรี si sri sri|บุญ bun boon bun|เพชร phet petch pet|ชู chu choo chu|คง khong kong khong|
หนู nu noo nu|ขวัญ khwan kwan quan|พรหม phrom prom brahm|เทพ thep tep dheb|วง wong wong vong|
รัตน rattana ratana ratn|อินทร์ in in indr|ไชย chai chai jai|นวล nuan nuan nual|
ปาน pan parn pan|ช่วย chuai chuay choy|มณี mani manee mani|สังข์ sang sang sangkh|
เกื้อ kuea kua guer|ดำ dam dum dam|ยอด yot yod yord|ราม ram ram rarm|หมาน man marn man|
สุข suk sook sukh|พัน phan pun pan|ชุม chum chum jum|วิเชียร wichian vichien wichean|
เรือง rueang ruang reung|นาค nak nark nak|โชติ chot chote chot|ธรรม tham thum dham|
ไหม mai mai my|ภักดี phakdi pakdee bhakdi|ประเสริฐ prasoet prasert prasert|
อุดม udom udom oodom|ทิพย์ thip tip thipp|หลัง lang lung lang|พูล phun pool poon|
เส้ง seng seng seng|จิตร chit jit chitr|ไกร krai krai grai|สมุทร samut samut samutr"""
_LAST_TAIL = """มณี mani manee manee|แก้ว kaeo kaew gaew|สุข suk sook suk|รัตน์ rat rat ratn|
ทอง thong tong thong|คง khong kong kong|เดช det dech dej|สกุล sakun sakul skul|
วงศ์ wong wong vongs|พงศ์ phong pong bongs|พันธุ์ phan pan bhand|ชาติ chat chart jati|
ศรี si sri sri|เพชร phet petch pet|ชัย chai chai jai|หอม hom hom horm|นิล nin nil nil|
เสน sen sen sane|เจริญ charoen jaroen charern|วิจิตร wichit vijit wichit|
ภิรมย์ phirom pirom bhirom|สวัสดิ์ sawat sawat swasdi|ประดิษฐ์ pradit pradit pradith|
ดี di dee dee|นุ้ย nui nui nooi|น้อย noi noi noy|ใหม่ mai mai may|หนู nu noo nu|
จันทร์ chan jan chandr|ไทย thai tai thai|ฤทธิ์ rit rit ridh|มาก mak mark mak|
สงค์ song song songs|คำ kham kum kam|เอียด iat iad eiad|ขำ kham kum kam|ยิ่ง ying ying ying|
อ่อน on on orn|กาญจน์ kan karn kanj|อำไพ amphai ampai ampai|โสภา sopha sopa sobha|
ละออง laong la-ong laong|ชุม chum chum jum"""
_MALAY_FIRST = """อับดุลเลาะ abdulloh abdullah abdulloh m|มะยากี mayakee mayaki mayakee m|
อิสมาแอ ismaae ismail isma-ae m|ซูไฮมี suhaimi suhaimee zuhaimi m|ฮาซัน hasan hassan hasun m|
อัสมะ asma asmah asma f|นูรไอนี nur-ainee nuraini nooraini f|
ซารีฟะห์ sareefah sharifah sarifah f|ฟาตีมะห์ fatimah fateemah fatima f|
ไซนะ saina zainab saynah f|รุสลัน ruslan roslan rusalan m|มูฮัมหมัด muhammad mohamad muhamad m|
อาแว awae arwae awea m|ยามีละห์ yameelah jamilah yamila f|คอรีเยาะ koreeyoh khoriyoh koriyo f|
แวฮาซัน waehasan wae-hassan wahasan m|นิเลาะ niloh nilaw nilo m|สุไรยา suraiya suraya suriya f|
มารียัม mareeyam mariam maryam f"""
_MALAY_HEAD = """เจ๊ะ che jeh je|แว wae wae wa|นิ ni ni nik|หะยี hayi hayee haji|สา sa sa sar|มะ ma ma mah|
ตาเยะ taye tayeh tayah|บือ bue bue bu|ดือ due due du|กา ka ka ga"""
_MALAY_TAIL = """และ lae laeh la|แม mae mae mea|ดอเลาะ dolo doloh doloah|สะนิ sani sanee sani|มะ ma ma mah|
อาแว awae arwae awe|เต๊ะ te teh tae|ราเม็ง rameng raming rameng|ฮะ ha hah ha|
ลาเตะ late lateh latae|แซ sae sae sea|สอเฮาะ soho sohoh sohau"""
_CHINESE = """ลิ้ม lim|ตัน tan|อึ้ง ueng|โค้ว khow|ตั้ง tang|เตียว tiao|โง้ว ngow|กัว kua|ลี้ lee|ภู่ phu|
จิว jiu|โล่ low|หว่อง wong|คู khu|เจี่ย jia|แต้ tae|เฮง heng|ฉั่ว chua"""


def _parts(text: str) -> list[list[str]]:
    return [part.split() for part in text.replace("\n", "").split("|")]


class Word:
    """A first name or surname: its Thai, and a way of spelling it in Latin that differs from day to day."""

    def __init__(self, *parts: list[str]) -> None:
        self.parts = parts
        self.th = "".join(part[0] for part in parts)

    def latin(self, random: Random, system: int | None = None) -> str:
        """One of three systems throughout, or of each part whichever comes to mind."""
        spelled = [part[1:4] for part in self.parts]
        chosen = [
            part[random.randrange(len(part)) if system is None else min(system, len(part) - 1)] for part in spelled
        ]
        return "".join(chosen).capitalize()


class Names:
    def __init__(self, random: Random, southern: float) -> None:
        self.random, self.southern = random, southern
        self.first_head, self.first_tail = _parts(_FIRST_HEAD), _parts(_FIRST_TAIL)
        self.last_head, self.last_tail = _parts(_LAST_HEAD), _parts(_LAST_TAIL)
        self.malay = _parts(_MALAY_FIRST)

    def is_southern(self) -> bool:
        return self.random.random() < self.southern

    def first(self, gender: str, southern: bool, born: int) -> Word:
        random = self.random
        if southern:
            kind = "male" if gender == "m" else "female"
            listed = [[th, en, en] for th, en in FIXTURE[kind]["malay"]]
            own = [part[:4] for part in self.malay if part[4] == gender]
            return Word(random.choice(random.choice((listed, own))))
        if random.random() < 0.55:
            era = "new" if random.random() < (born - 1960) / 25 else "old"
            listed = FIXTURE["male" if gender == "m" else "female"][era]
            return Word(list(listed[min(int(random.expovariate(1 / 35)), len(listed) - 1)]))  # some are common
        return Word(random.choice(self.first_head), random.choice(self.first_tail))

    def last(self, southern: bool) -> Word:
        random = self.random
        if southern and random.random() < 0.9:
            head, tail = random.choice(_parts(_MALAY_HEAD)), random.choice(_parts(_MALAY_TAIL))
            return Word(head, tail, random.choice(_parts(_MALAY_TAIL))) if random.random() < 0.5 else Word(head, tail)
        if random.random() < 0.03:
            return Word(["แซ่", "sae", "sae", "sae-"], random.choice(_parts(_CHINESE)))
        if random.random() < 0.12:
            kind = FIXTURE["surname"]
            return Word(list(random.choice(kind["whole"])))
        parts = [random.choice(self.last_head), random.choice(self.last_tail)]
        if random.random() < 0.45:
            parts.append(random.choice(self.last_tail))
        return Word(*parts)
