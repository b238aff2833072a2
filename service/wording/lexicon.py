"""Closed classes of English words, by which the place of a word in its sentence and what governs it are told. Data only."""

from __future__ import annotations

from service.wording import tables

AUXILIARIES = frozenset("am is are was were be been being do does did have has had having".split())
COPULAS = frozenset("am is are was were".split())
MODALS = frozenset("will would shall should can could may might must ought".split())
WEAK_MODALS = frozenset("may might could would should".split())  # what they go with is not said to be so
FUTURES = MODALS | {"going", "gonna"}  # what a main clause has that hangs on a condition of time
ABILITY, HABIT = frozenset(("can", "could")), frozenset(("will", "would"))
BEFORE_VERBS = MODALS | {"gonna"}  # what follows is a verb
BEFORE_INFINITIVES = frozenset(  # what follows with "to" is a verb
    "going want wants wanted have has had need needs needed try tries tried trying able like likes liked love used about supposed hope hopes hoped"
    " plan plans planned ready ought decided refuse refused begin began start started".split()
)
UNREAL = frozenset("would could might should".split())
NOT_QUITE_VERBS = frozenset(
    "not never always also just still even really only often ever".split()
)  # stand between subject and verb

PERSONS = {
    "i": "i", "me": "i", "myself": "i", "we": "we", "us": "we", "ourselves": "we", "you": "you", "he": "he", "him": "he", "she": "she",
    "her": "she", "they": "they", "them": "they",
}  # fmt: skip
SUBJECTS = frozenset(
    "i we you he she it they there nobody everybody everyone somebody someone anybody anyone nothing this that".split()
)
OWN = frozenset(("i", "we"))
VAGUE = frozenset(  # words that a name in brackets may stand for
    "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs this that these those here there who whom"
    " whose which one ones the a an same so do does did is are was were be am has have had and".split()
)
DETERMINERS = frozenset("the a an this that these those my your his her its our their no every each some any another".split())
POINTERS = frozenset("this that these those".split())  # before a noun, at what is there when it is said
PREPOSITIONS = frozenset(
    "of in to on at by for with from across over under about into through during against between among without within behind beyond near since"
    " until after before around along above below than as like toward upon off".split()
)
# with a capital after a comma they open a sentence: no name is spelled like them
SENTENCE_OPENERS = (tables.FUNCTION_WORDS | tables.CONDITIONS | frozenset("although though because however yet while".split())) - {
    "i",
    "will",
    "may",
}
CONJUNCTIONS = frozenset("and but or so because which who when while if that then yet nor although though".split())
CLAUSE_STARTERS = frozenset("and but so or because that when where while whether then yet".split())
SLIGHT = frozenset("a an the of that and so just".split())  # whether they stand there or not tells nothing
PHRASAL: dict[str, frozenset[str]] = {  # with these verbs they tell no direction
    "down": frozenset("let lets letting sit sat calm calmed settle settled write wrote written lay laid shout shouted track tracked".split()),
    "up": frozenset("make makes made making end ends ended show shows showed shown stand stands stood bring brings brought look looked call called set".split()),
}  # fmt: skip
JOINING = frozenset(("so",))  # strengthens a word, but joins sentences where it opens one
INTERJECTIONS = frozenset(
    "well oh so and but look now ah okay listen hey see because actually basically honestly frankly like".split()
)
QUESTION_WORDS = frozenset("what who whom whose which when where why how".split())
ADVERBS = frozenset(
    "soon often now then ever once twice later still again away here there always never today tomorrow yesterday".split()
)
SAME_MODALITY = frozenset(  # forms of one modality: what is put and what it stands for, their inflections left out
    frozenset(pair.split("/"))
    for pair in (
        "will/am going to|will/is going to|will/are going to|would/was going to|would/were going to|must/have to|must/has to|must/got to"
        "|will/gonna|must/have got to|must/has got to"
    ).split("|")
)
PERCEPTION = frozenset("see hear feel smell tell remember imagine understand believe sense think".split())
ABBREVIATED = frozenset(
    "mr mrs ms dr saint senator governor representative general professor lieutenant sergeant colonel captain reverend jr sr vs inc co ltd"
    " department january february august september october november december no number fig".split()
)

SAYING = frozenset(  # verbs whose clause is somebody's view and no fact
    "say says said saying tell tells told telling claim claims claimed claiming argue argues argued arguing insist insists insisted insisting"
    " think thinks thought thinking believe believes believed believing suggest suggests suggested suggesting allege alleges alleged alleging"
    " assert asserts asserted asserting maintain maintains maintained pretend pretends pretended pretending complain complains complained"
    " complaining warn warns warned warning fear fears feared hope hopes hoped hoping wish wishes wished imagine imagines imagined imagining"
    " suppose supposes supposed supposing assume assumes assumed assuming predict predicts predicted predicting promise promises promised"
    " promising assure assures assured assuring persuade persuaded convince convinced convincing reckon reckons reckoned guess guesses guessed"
    " dream dreams dreamed joke jokes joked worry worries worried report reports reported whisper whispers whispered shout shouts shouted".split()
)
VIEWS = frozenset("view opinion eyes mind words judgment".split())  # "in the view of my critics,"
SUPPOSING = frozenset(
    "imagine suppose supposing pretend say assume assuming picture".split()
)  # as an imperative: nothing is asserted
UNREAL_VIEWS = frozenset("wish wished wishes pretend pretended imagine imagined dream dreamed used".split())
DISMISSING = frozenset(
    "wrong false foolish absurd ridiculous nonsense lie mistake unfair silly stupid dishonest easy tempting".split()
)
HEARERS = frozenset("us me you him her them people everybody everyone reporters voters anybody anyone".split())
BEFORE_SAYING = frozenset(
    "keep keeps kept keeping used want wants wanted like likes liked love loves go goes going try trying tries start started all".split()
)
QUESTIONED = frozenset("true possible fair right certain likely".split())  # "is it true that"

CONDITIONS_OF_TIME = frozenset("when once until till before after provided providing assuming while".split())
INVERSIONS = frozenset("had should were".split())  # "had she paid, we would"
LONG_CONDITIONS = (
    ("as", "soon", "as"),
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("on", "condition", "that"),
    ("in", "case"),
    ("only", "if"),
    ("even", "if"),
)
# "if you ask me", "if we look at it": the hearer's view of what is said and no condition of it. The words that follow make the tag; none: any
TAGS: dict[str, frozenset[str]] = {
    **dict.fromkeys("look think consider remember recall notice listen honest frank fair candid mistaken forgive excuse pardon".split(), frozenset()),
    "ask": frozenset(("me", "us")), "want": frozenset(("to", "the")), "know": frozenset(("what",)), "see": frozenset(("what",)),
    "say": frozenset(("so", "that", "it")), "call": frozenset(("it", "that")), "put": frozenset(("it", "that")), "believe": frozenset(("it", "that")),
}  # fmt: skip
SHORT_TAGS = frozenset("will like may can please prefer wish want must know".split())  # before a mark: "if you will,"
TAG_SUBJECTS = frozenset("you we i one".split())
TAG_WORDS = frozenset("anything truth".split())
KNOWING = frozenset("know understand realize see get hear say talk remember believe notice mention think".split())

REFUSALS = frozenset(  # what is said "to" be done is not done
    "refuse refuses refused refusing fail fails failed failing decline declines declined neglect neglects neglected forget forgets forgot unable"
    " unwilling reluctant hesitate hesitates hesitated claim claims claimed pretend pretends pretended used supposed alleged rumored said".split()
)
UNDONE = REFUSALS | frozenset(  # nor is it done yet
    "want wants wanted try tries tried hope hopes hoped plan plans planned intend intends intended promise promises promised threaten threatens"
    " threatened attempt attempts attempted offer offers offered expect expects expected seem seems seemed appear appears appeared need needs"
    " needed ought ready about likely".split()
)
HEDGES = frozenset(
    "allegedly reportedly supposedly apparently purportedly ostensibly seemingly nearly almost perhaps maybe possibly probably potentially"
    " theoretically rarely seldom hardly barely scarcely occasionally sometimes partly only".split()
)
SHARES = frozenset(
    "half third quarter 3rd 4th 5th 8th 10th thirds quarters fifths some few part none most many several fraction minority percent".split()
)  # "of" what is kept
BOUNDS = (  # before a number
    ("up", "to"), ("at", "most"), ("at", "least"), ("less", "than"), ("more", "than"), ("fewer", "than"), ("as", "many", "as"), ("as", "few", "as"),
    ("nearly",), ("almost",), ("about",), ("around",), ("roughly",), ("under",), ("over",), ("below",), ("above",), ("only",), ("perhaps",), ("maybe",), ("not",),
)  # fmt: skip

HIDDEN = frozenset(  # "[expletive]": what stands there is kept from the reader
    "expletive bleep profanity redacted slur obscenity deleted omitted unintelligible inaudible".split()
)
HOMOPHONES = frozenset(
    frozenset(pair.split(" "))
    for pair in (
        "of have|its it's|your you're|their there|their they're|there they're|whose who's|then than|to too|of off|loose lose|affect effect|ads adds|add ad"
        "|principle principal|council counsel|capital capitol|peace piece|week weak|new knew|here hear|by buy|brake break|right write|role roll"
        "|site sight|site cite|weather whether|passed past|led lead|an a|a an|bare bear|waist waste|steal steel|stationary stationery"
        "|complement compliment|discreet discrete|elicit illicit|desert dessert|were we're|cant can't|wont won't|lets let's".split(
            "|"
        )
    )
)
OTHER_WORDS = frozenset(  # what they are made of, apart, is another word or two: "re-sign", "un-ionized"
    "resign reform recover recreate recreation represent resort release remark reserve resent relay recount recollect rebound redress repress"
    " research resound restrain reprove repair retain reside resolve respond recede resend resigned reformed recovered recreated represented"
    " resorted released marked reserved relayed recounted resigning reforming recovering representing releasing recovery retreat retort unionized unionize present coop".split()
)
JOINED = frozenset(  # little words that are written apart or together alike
    "everyday anyone everyone someone anymore anyway awhile onto into underway ongoing online offline upfront maybe cannot sometime somewhat"
    " halfway checkup setup backup cleanup takeover layoffs shutdown lockdown breakdown buildup startup makeup lineup inbox offshore onshore"
    " outdated overall overdue overnight oversight outright standby inland inshore lifetime anytime".split()
)
