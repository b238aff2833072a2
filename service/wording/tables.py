"""What is folded before two wordings are compared, and which words turn a meaning."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

CONTRACTIONS = {
    "can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"), "ain't": ("is", "not"),
    "let's": ("let", "us"), "gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("got", "to"), "gimme": ("give", "me"),
    "lemme": ("let", "me"), "kinda": ("kind", "of"), "outta": ("out", "of"), "'em": ("them",), "'til": ("until",), "'cause": ("because",),
    "cos": ("because",), "y'all": ("you", "all"), "o'clock": ("o'clock",), "ma'am": ("madam",), "goin'": ("going",), "dunno": ("do", "not", "know"), "coulda": ("could", "have"), "shoulda": ("should", "have"),
    "woulda": ("would", "have"), "musta": ("must", "have"), "tryna": ("trying", "to"), "whatcha": ("what", "are", "you"), "imma": ("i", "am", "going", "to"),
}  # fmt: skip
IS_OR_HAS, WOULD_OR_HAD = "'s", "'d"  # told apart by the word that follows
ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": WOULD_OR_HAD}
IS_HOSTS = frozenset(
    "he she it that there this what who where when how here why everything everybody everyone nobody nothing one somebody someone".split()
)
PERFECTS = frozenset("been had got gone done become made taken seen said never always already just come given shown".split())
PARTICIPLES = frozenset(  # what 'd stands for "had" before; those that are also a present ("I'd come", "I'd put") are left out
    "been had got gone done taken seen given shown known grown thrown flown drawn driven written risen ridden broken spoken stolen chosen frozen"
    " worn borne torn begun drunk swum rung sung sunk won fallen eaten forgotten forgiven hidden bitten shaken gotten heard told sold bought brought"
    " thought caught taught fought sought found kept slept felt left met held lost built sent spent said made paid better".split()
)
BETWEEN_VERBS = frozenset("never always already just also only long ever really".split())

UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = frozenset("hundred thousand million billion trillion dozen hundreds thousands millions billions trillions dozens".split())
HUNDRED, HALF, POINT, AND, ONE, ONE_DIGIT = "hundred", "half", "point", "and", "one", "1"
MULTIPLES = {HUNDRED: 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
             "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7}  # fmt: skip
ARTICLES = frozenset(("a", "an"))
PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
FRACTIONS = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal("0.333"),
    "⅔": Decimal("0.667"),
    "⅛": Decimal("0.125"),
}
LONE_FRACTIONS = {"½": "half", "¼": "quarter", "⅓": "third", "¾": "0.75", "⅔": "0.667", "⅛": "0.125"}
WRITTEN_FRACTIONS = {"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/8": "⅛"}
SHARE_OF = {"thirds": 3, "quarters": 4, "fifths": 5, "eighths": 8, "tenths": 10}  # "two thirds" is one number
UNIT_WORDS = {  # what a unit's abbreviation is read as
    "kg": "kilogram", "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "lb": "pound", "lbs": "pound", "oz": "ounce", "ft": "foot",
    "mg": "milligram", "ml": "milliliter", "ha": "hectare", "sq": "square", "hr": "hour", "hrs": "hour", "min": "minute", "mins": "minute",
    "sec": "second", "secs": "second", "yr": "year", "yrs": "year", "yd": "yard", "kw": "kilowatt", "mw": "megawatt", "gw": "gigawatt", "nil": "0",
}  # fmt: skip
ROMAN = {
    ten + one: n
    for n, (ten, one) in enumerate((t, o) for t in ("", "x", "xx") for o in ("", *"i ii iii iv v vi vii viii ix".split()))
    if n
}  # up to 29: popes and kings
AFTER_ONE = frozenset("percent per dollar pound euro point".split())  # what makes a number of "one"
AMOUNT_SUFFIXES = {  # "$87bn", "9am"
    "k": "thousand", "m": "million", "mn": "million", "mln": "million", "b": "billion", "bn": "billion", "tn": "trillion", "trn": "trillion",
    "pc": "percent", "p": "pence", "am": "am", "pm": "pm",
}  # fmt: skip
CURRENCIES = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "eur": "euro", "gbp": "pound", "£": "pound", "€": "euro", "¥": "yen", "₹": "rupee", "₽": "rouble", "₩": "won", "₪": "shekel",
    "₺": "lira", "₴": "hryvnia", "¢": "cent", "₦": "naira", "₵": "cedi", "₱": "peso", "₫": "dong", "฿": "baht", "₡": "colon", "₲": "guarani", "₸": "tenge", "a$": "a$", "au$": "a$", "c$": "c$", "ca$": "c$", "nz$": "nz$", "hk$": "hk$", "s$": "s$",
    "rs": "rupee", "ksh": "shilling", "kshs": "shilling", "shs": "shilling", "inr": "rupee", "zar": "rand", "kes": "shilling", "tzs": "shilling", "ugx": "shilling", "ngn": "naira", "cny": "yuan", "rmb": "yuan", "jpy": "yen",
    "chf": "franc", "aud": "a$", "cad": "c$", "nzd": "nz$", "hkd": "hk$", "sgd": "s$",
}  # fmt: skip
LOCAL_CURRENCIES = {
    "rs": "₹",
    "sh": "kes",
    "shs": "kes",
    "ksh": "kes",
    "kshs": "kes",
    "n": "₦",
    "r": "zar",
}  # "Rs340", "Sh5m", "R2bn"
CURRENCY_PLURALS = {
    "dollars": "dollar", "pounds": "pound", "euros": "euro", "rupees": "rupee", "roubles": "rouble", "rubles": "rouble", "ruble": "rouble",
    "shekels": "shekel", "liras": "lira", "hryvnias": "hryvnia", "cents": "cent", "nairas": "naira", "cedis": "cedi", "pesos": "peso",
    "shillings": "shilling", "rands": "rand", "francs": "franc",
}  # fmt: skip
NATIONAL_CURRENCIES = {  # words before "dollars" and the like that say whose they are, and the unit that both are
    ("us",): {"dollar": "dollar"}, ("american",): {"dollar": "dollar"}, ("united", "states"): {"dollar": "dollar"}, ("australian",): {"dollar": "a$"}, ("canadian",): {"dollar": "c$"}, ("singapore",): {"dollar": "s$"}, ("indian",): {"rupee": "rupee"},
    ("new", "zealand"): {"dollar": "nz$"}, ("hong", "kong"): {"dollar": "hk$"}, ("kenyan",): {"shilling": "shilling"},
    ("british",): {"pound": "pound"}, ("nigerian",): {"naira": "naira"}, ("japanese",): {"yen": "yen"}, ("swiss",): {"franc": "franc"},
}  # fmt: skip
UNITS_OF_SPANS = frozenset(("dollar", "pound", "euro", "yen", "rupee", "percent"))
OHS, BETWEEN = frozenset(("oh", "o")), "between"  # "nineteen oh five"
SIGNS = {  # as they are read aloud
    "-": ("minus",), "+": ("plus",), "±": ("plus", "or", "minus"), "<": ("less", "than"), ">": ("more", "than"),
    "≤": ("at", "most"), "≥": ("at", "least"), "~": ("about",), "°": ("degrees",),
    "°c": ("degrees", "celsius"), "°f": ("degrees", "fahrenheit"),
}  # fmt: skip
NUMBER_SIGNS = frozenset(("minus", "plus"))  # words that make another number of the one beside them
PLUS, MORE_THAN = "+", ("more", "than")
CLOCK_PARTS = {"half": 30, "quarter": 15}
TO, FROM = "to", "from"
CLOCK_LINKS = frozenset(("past", TO))
HALVES_OF_DAY, PARTS_OF_DAY = frozenset(("am", "pm")), frozenset("morning afternoon evening night".split())
BEFORE_HUNDRED = frozenset("the these those our my your his her their first last next another".split())
ALL_RIGHT = "all right"
THE, OF, NUMBER, NO, NO_SIGN, HASH, PER, CENT, PERCENT = "the", "of", "number", "no", "no.", "#", "per", "cent", "percent"
MONTHS = frozenset("january february march april may june july august september october november december".split())
ORDINALS = {
    w: f"{n}th"
    for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
        " seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
ORDINALS |= {"first": "1st", "second": "2nd", "third": "3rd"}
ORDINALS |= {
    w: f"{10 * n}th" for n, w in enumerate("thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(), 3)
}
DECADES = {
    w: f"{10 * n}s" for n, w in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}

ABBREVIATIONS = {
    "mister": "mr", "doctor": "dr", "sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "prof": "professor",
    "lt": "lieutenant", "sgt": "sergeant", "col": "colonel", "capt": "captain", "rev": "reverend", "st": "saint", "mt": "mount", "dept": "department",
    "govt": "government", "jan": "january", "feb": "february", "aug": "august", "sept": "september", "sep": "september", "oct": "october",
    "nov": "november", "dec": "december", "ok": "okay", "tv": "television", "mln": "million", "bn": "billion", "pct": "percent", "versus": "vs", "corp": "corporation", "junior": "jr",
}  # fmt: skip
SPELLINGS = {
    "grey": "gray", "programme": "program", "programmes": "programs", "centre": "center", "centres": "centers", "theatre": "theater",
    "metre": "meter", "metres": "meters", "litre": "liter", "litres": "liters", "kilometre": "kilometer", "kilometres": "kilometers", "centimetre": "centimeter",
    "centimetres": "centimeters", "kilogrammes": "kilograms", "fibre": "fiber", "defence": "defense", "offence": "offense", "licence": "license",
    "practise": "practice", "pretence": "pretense", "cheque": "check", "cheques": "checks", "tyre": "tire", "tyres": "tires", "kerb": "curb",
    "plough": "plow", "sceptic": "skeptic", "sceptical": "skeptical", "aluminium": "aluminum", "ageing": "aging", "judgement": "judgment",
    "towards": "toward", "afterwards": "afterward", "backwards": "backward", "whilst": "while", "amongst": "among", "learnt": "learned", "spoilt": "spoiled",
    "smelt": "smeled", "knelt": "kneeled", "leapt": "leaped",
    "burnt": "burned", "spelt": "speled", "dreamt": "dreamed", "leant": "leaned", "mum": "mom", "enquiry": "inquiry", "instalment": "installment",
    "fulfil": "fulfill", "enrol": "enroll", "skilful": "skillful", "wilful": "willful", "jewellery": "jewelry", "catalogue": "catalog",
    "dialogue": "dialog", "analogue": "analog", "cosy": "cozy", "moustache": "mustache", "adviser": "advisor", "advisers": "advisors",
    "yeah": "yes", "alright": "all right", "percentage": "percentage", "email": "email", "website": "website", "shilling": "shilling", "shillings": "shillings", "mediaeval": "medieval",
    "encyclopaedia": "encyclopedia", "oedema": "edema", "anaemia": "anemia", "paediatric": "pediatric", "manoeuvre": "maneuver",
    "oestrogen": "estrogen", "foetus": "fetus", "diarrhoea": "diarrhea", "haemorrhage": "hemorrhage", "orthopaedic": "orthopedic",
}  # fmt: skip
SPELLINGS |= {
    "jayvee": "jv",
    "jayvees": "jvs",
    "deejay": "dj",
    "deejays": "djs",
    "emcee": "mc",
    "emcees": "mcs",
    "veejay": "vj",
    "veejays": "vjs",
}  # initials as they are spoken
SPELLINGS |= {  # in "-ise" on both sides of the Atlantic
    f"{word[:-1]}{ending}": f"{word[:-1]}{ending}"
    for word in (
        "advise appraise bruise comprise compromise cruise despise devise disguise excise exercise franchise improvise merchandise praise premise promise"
        " revise supervise surmise surprise televise enterprise paradise otherwise likewise precise concise expertise treatise demise malaise"
    ).split()
    for ending in ("e", "es", "ed", "ing", "er", "ers")
}
TRANSLITERATIONS = {  # one form of each for the others that the English press writes
    variant: forms.split(" ")[0]
    for forms in (
        "kyiv kiev kyyiv|odesa odessa|kharkiv kharkov|lviv lvov|mykolaiv mykolayiv nikolaev nikolayev|luhansk lugansk|donbas donbass|dnipro dnepr"
        "|zaporizhzhia zaporizhia zaporozhye zaporizhzhya|chernobyl chornobyl|chernihiv chernigov|kherson herson"
        "|gaddafi qaddafi gadhafi gadaffi kadafi qadhafi kaddafi|zelensky zelenskyy zelenskiy|muhammad mohammed mohammad mohamed muhammed"
        "|muammar moammar mu'ammar|ahmed ahmad|mahmoud mahmud|yusuf youssef yousef yusef youssouf|sisi sissi"
        "|ramadan ramadhan|hijab hejab|navalny navalnyy|tymoshenko timoshenko|poroshenko porochenko"
        "|yanukovych yanukovich|prigozhin prigojin|sergei sergey|alexei aleksei alexey aleksey|dmitry dmitri dmitriy|yuri yury yuriy|andrei andrey"
        "|nikolai nikolay"
        "|qaeda qaida|hezbollah hizbullah hizbollah hezballah|hussein hussain husayn|osama usama|laden ladin|taliban taleban|quran koran qur'an"
        "|muslim moslem|muslims moslems|sharia shariah shari'a|houthi huthi|houthis huthis|beijing peking|mecca makkah|tehran teheran"
        "|dostoevsky dostoyevsky dostoevskii dostoyevski|tolstoy tolstoi|tchaikovsky chaikovsky tschaikowsky|khrushchev khruschev krushchev"
        "|yeltsin eltsin|gorbachev gorbachov|chekhov chekov tchekhov|lukashenko lukashenka|netanyahu netanyahou|benjamin binyamin benyamin"
        "|shia shi'a|ayatollah ayatullah|abdullah abdallah|tsar czar|tsarist czarist|hanukkah chanukah hanukah|bucharest bukarest"
        "|mumbai bombay|kolkata calcutta|chennai madras|guangzhou canton|yangon rangoon|nanjing nanking|chongqing chungking|xinjiang sinkiang|sichuan szechuan szechwan|tbilisi tiflis|yerevan erevan|belarus byelarus belorus|pyongyang p'yongyang".split(
            "|"
        )
    )
    for variant in forms.split(" ")[1:]
}
LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "Œ": "OE", "Æ": "AE", "Ø": "O", "Ł": "L"}
)
_OUR = re.compile(
    r"^((?:un|dis|mis)?(?:col|fav|lab|hon|neighb|behavi|harb|hum|rum|arm|endeav|flav|vap|od|parl|sav|splend|vig|val|glam|clam|ard|ranc|tum|cand|demean))our(.*)$"
)
_ISE = re.compile(r"^(\w{3,}?)([iy])s(e|es|ed|ing|er|ers|ation|ations|ational)$")
_AE = re.compile(r"^(an|h|p|c|f|gyn|orthop|encyclop|medi|arch|pal|leuk|isch|tox)ae(?=sth|m|d|s|c|v|o)(\w+)$")
_OE = re.compile(r"^(f|am|man|diarrh|hom)?oe(?=soph|str|dem|t[ua]|b|uv|a|o)(\w+)$")
_DOUBLE_L = re.compile(r"^(\w{2,}[aeiou])ll(ed|ing|er|ers|or|ors)$")

DIRECTIONS = frozenset(  # words of stage directions: "(Laughter; applause)", "[crosstalk]", "(BEGIN VIDEO CLIP)"
    "laughter laughs laughing laugh chuckles chuckle chuckling giggles applause applauds clapping claps cheers cheering cheer boos booing boo jeers"
    " crosstalk inaudible unintelligible indiscernible pause pauses silence music sighs sigh crying sobs sobbing coughs coughing whistles"
    " whistling stamping stomping ululation ululations ululating whoops whooping hoots hooting heckling heckles drumming cries gavel clip clips interruption interruptions interrupted disturbance uproar din commotion voice breaks falters cracks wavers chokes ph phonetic videotape videotaped audiotape translator translated interpreter ovation interjections interjection recording rings ringing bell phone telephone"
    " weeps weeping nods nodding smiles smiling shrugs gestures gesturing wipes gavels beep beeps beeping static noise gunfire sirens chanting"
    " chants murmurs murmuring hisses groans gasps clears throat shouting shouts yelling yells screaming screams wailing wails whispering whispers gasping"
    " sniffs sniffing grins grinning winks winking roars roar roaring".split()
)
BESIDE_DIRECTIONS = frozenset(
    "and in the of a from more loud long brief some audience crowd members begin end start video clip audio tape through via speaking by off mic"
    " mike continued continues gallery floor benches public hall stands chamber opposition room standing prolonged sustained thunderous scattered light wild renewed general extended rhythmic he"
    " she they his her eyes head tears playing plays played begins ends starts stops transcript to at with background foreign language native feet foot desks tables horns shame order resign".split()
)
ACTIONS = frozenset(  # what a speaker does in a stage direction of a few words: "(points to the map)"
    "points waves bangs raises lifts turns bows kisses hugs drinks sits stands walks looks sings cries whispers mimics imitates thumps taps slaps"
    " knocks mimes winks grins kneels salutes hums whispering singing pointing holding waving wiping raising lifting turning bowing kissing hugging"
    " sipping sitting walking looking mimicking imitating thumping tapping slapping banging knocking miming kneeling humming saluting shaking wagging"
    " scratching rubbing brandishing unfolding folding tearing leaning stepping clutching stroking adjusting weeping crying laughing smiling nodding"
    " shrugging gesturing gesticulating".split()
)
PRESENT = frozenset(  # who acts in one: "(Witness points to exhibit 3)", "(Counsel confers with client)"
    "witness counsel court clerk judge juror defendant plaintiff respondent applicant interpreter reporter moderator host audience speaker minister"
    " senator member members spectators jurors delegates senators counsels chairman chairwoman chair president".split()
)
ACTIONS_OF_PRESENT = ACTIONS | frozenset(
    "confers indicates nods shakes reviews reads examines leaves enters returns draws marks hands rise rises stand exit exits adjourns".split()
)
BEHIND_ACTIONS = frozenset(
    "to at in into from on off up down out his her their the a around over with like through document documents".split()
)
HEAR, ONLY, WITHOUT = "hear", "only", "without"
FILLERS = frozenset("uh um er ah eh erm hmm mm uhh umm oh huh".split())
FILLER_PHRASES = frozenset({("you", "know"), ("i", "mean")})

NEGATIONS = frozenset(
    "not no never none nothing nobody neither nor nowhere without hardly scarcely barely rarely seldom cannot refuse refuses refused deny denies"
    " denied fail fails failed unable lack lacks lacked false".split()
)
PURE_NEGATIONS = frozenset("not no never none nothing nobody neither nor nowhere without hardly scarcely barely".split())
MODALS = frozenset(
    "will would shall should can could may might must ought need needs probably possibly perhaps maybe likely unlikely certainly definitely surely".split()
)
CONDITIONS = frozenset("if unless except only until provided assuming whether".split())
COMPARISONS = frozenset(
    "more less fewer most least better worse best worst greater smaller larger higher lower bigger than above below over under before after"
    " increase increased decrease decreased rise rose fall fell up down first last always sometimes often".split()
)
INTENSIFIERS = frozenset(
    "very extremely really totally completely absolutely entirely highly deeply utterly quite somewhat slightly fairly almost nearly just only even".split()
)
QUANTIFIERS = frozenset(
    "all some any every each many few most none both several half nobody everybody everyone everything something nothing always".split()
)

FUNCTION_WORDS = frozenset(
    "a an the and or but if of to in on at by for with from as is are was were be been being am do does did have has had i you he she it we they"
    " me him her us them my your his its our their this that these those not no so than then there here what who which when where why how will"
    " would can could should may might must just very more most some any all about into over up out get got going go know think like one"
    " well now also because by even only own same too shall let both each such through down off again".split()
)  # too common to tell one passage from another

GOVERNING = frozenset(
    "tell telling told think believe say said claim mean suppose suggest true case fact agree accept know doubt deny imagine expect feel convinced sure certain"
    " saying thinking believing suggesting claiming thought believed admit admits admitted prove proves proved proven confirm confirmed confess"
    " testify establish established demonstrate".split()
)  # what they govern is not said to be so when they are negated
DOUBTS = frozenset("doubt doubts doubted deny denies denied disagree dispute disputes false untrue nonsense".split())
ATTRIBUTING = frozenset(
    "added asked replied wrote writes adds asks continued explained noted declared recalled tweeted posted responded answered stated according"
    " announced admitted put quoted conceded concluded remarked observed cried laughed".split()
)
LISTING = frozenset("and or the a an".split())  # all that stands between two words in a list
NUMBER_WORDS = frozenset((*SCALES, NUMBER, NO, ONE, PERCENT, "degrees", *(w for words in SIGNS.values() for w in words)))
LITTLE = frozenset("i if of in is it on or an as at off its".split())  # a slip of the pen makes one of the other
LIMITS = frozenset("either only most some few many almost nearly hardly barely scarcely rarely seldom not".split())
_UNITS = frozenset(
    "percent dollar pound euro yen yuan rouble rupee won shekel lira hryvnia naira cedi peso dong baht colon guarani tenge shilling rand franc a$ c$ nz$ hk$ s$ celsius fahrenheit cent penny mile kilometer meter centimeter foot inch yard acre hectare kilogram gram ton tonne"
    " liter gallon pint barrel degree second minute hour day week month year decade century half third quarter fifth double triple twice once"
    " watt kilowatt megawatt gigawatt volt".split()
)
_IRREGULAR_PLURALS = {
    "feet": "foot",
    "inches": "inch",
    "centuries": "century",
    "pence": "penny",
    "pennies": "penny",
    "halves": "half",
}
IRREGULAR_PASTS = {
    past: verb
    for pair in (
        "build built|send sent|spend spent|lend lent|bend bent|lose lost|keep kept|sleep slept|feel felt|leave left|meet met|read read|lead led"
        "|hold held|tell told|sell sold|buy bought|bring brought|think thought|catch caught|teach taught|fight fought|seek sought|find found"
        "|run ran|come came|become became|give gave|given gave|take took|make made|go went|get got|see saw|know knew|grow grew|throw threw"
        "|fly flew|draw drew|drive drove|write wrote|rise rose|ride rode|break broke|speak spoke|steal stole|choose chose|freeze froze|wear wore"
        "|bear bore|tear tore|begin began|drink drank|swim swam|ring rang|sing sang|sink sank|win won|hang hung|stick stuck|strike struck|dig dug"
        "|stand stood|understand understood|fall fell|eat ate|forget forgot|forgive forgave|hide hid|bite bit|shake shook|say said|pay paid|lay laid"
        "|hear heard|mean meant|deal dealt|do did|have had|has had|is was|are were|rebuild rebuilt|sit sat|shoot shot|light lit|shine shone|feed fed"
        "|bleed bled|breed bred|slide slid|spin spun|swing swung|sweep swept|weep wept|creep crept|wake woke|swear swore|overcome overcame".split(
            "|"
        )
    )
    for verb, past in (pair.split(" ")[:2],)
}
PARTICIPLES_OF = {
    "seen": "see", "done": "do", "gone": "go", "taken": "take", "given": "give", "known": "know", "grown": "grow", "thrown": "throw",
    "flown": "fly", "drawn": "draw", "driven": "drive", "written": "write", "risen": "rise", "ridden": "ride", "broken": "break",
    "spoken": "speak", "stolen": "steal", "chosen": "choose", "frozen": "freeze", "worn": "wear", "torn": "tear", "begun": "begin",
    "drunk": "drink", "swum": "swim", "rung": "ring", "sung": "sing", "sunk": "sink", "eaten": "eat", "forgotten": "forget",
    "hidden": "hide", "bitten": "bite", "shaken": "shake", "fallen": "fall", "gotten": "get",
}  # fmt: skip
ADVERBS = {"well": "good"}
IRREGULAR_NOUNS = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth", "mice": "mouse", "geese": "goose", "wives": "wife",
    "knives": "knife", "thieves": "thief", "wolves": "wolf", "shelves": "shelf", "loaves": "loaf", "calves": "calf",
}  # fmt: skip
NEGATING_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis")


def spelling(word: str) -> str:
    """Return one spelling for the British and American forms of a word."""
    known = SPELLINGS.get(word) or TRANSLITERATIONS.get(word)
    if known:
        return known
    if word.endswith("'s"):
        return spelling(word.removesuffix("'s")) + "'s"
    if len(word) < 5:
        return word
    if "ae" in word or "oe" in word:
        word = _OE.sub(r"\1e\2" if not word.startswith("oe") else r"e\2", _AE.sub(r"\1e\2", word))
    match = _OUR.match(word)
    if match:
        return f"{match[1]}or{match[2]}"
    match = _ISE.match(word)
    if match:
        return f"{match[1]}{match[2]}z{match[3]}"
    match = _DOUBLE_L.match(word)
    if match and len(match[1]) > 2:
        return f"{match[1]}l{match[2]}"
    return word


_UNIT_WORDS = _UNITS | _IRREGULAR_PLURALS.keys() | {f"{word}s" for word in _UNITS}


def unit(word: str) -> bool:
    """Return whether a word is a unit, a currency or a fraction, in the singular or plural."""
    return word in _UNIT_WORDS


@lru_cache(maxsize=16384)
def base(word: str) -> str:
    """Return the stem of a word, an irregular past in the form of the present, an irregular adverb in that of its adjective."""
    known = IRREGULAR_PASTS.get(word) or PARTICIPLES_OF.get(word) or IRREGULAR_NOUNS.get(word) or ADVERBS.get(word, word)
    return stem(known)


NOT_ARCHAIC = frozenset("elizabeth kenneth gareth macbeth lambeth nazareth shibboleth teeth".split())  # no verbs in "-eth"


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return a word without its inflection, roughly: enough to tell an inflection from another word."""
    if word.endswith(("ies", "ied")) and len(word) >= 5:
        return word[:-3] + "y"
    if word.endswith("ily") and len(word) >= 6 and word != "family":
        return word[:-3] + "y"
    for ending, least in (
        ("ing", 6),
        ("ed", 5),
        ("es", 5),
        ("eth", 5),
        ("'s", 3),
        ("s", 4),
        ("ly", 6),
        ("d", 5),
        ("e", 4),
    ):
        if word.endswith(ending) and len(word) >= least and word not in NOT_ARCHAIC:
            return _undoubled(word[: -len(ending)].rstrip("e"))
    return _undoubled(word)


def _undoubled(word: str) -> str:
    """Return a word that ends in a letter twice with it once: "kill" and "stopp" as "kil" and "stop"."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
