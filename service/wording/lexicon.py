"""Closed classes of English words, by which the place of a word in its sentence and what governs it are told. Data only."""

from __future__ import annotations

from service.wording import tables

AUXILIARIES = frozenset("am is are was were be been being do does did have has had having".split())
COPULAS = frozenset("am is are was were".split())
NOT_FINITE = frozenset("be been being having".split())  # forms of them that make no sentence
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
CONDITIONAL = frozenset("would could might".split())  # what they go with hangs on something
NOUNS_IN_LY = frozenset(
    "family ally reply supply fly bully monopoly assembly jelly belly lily butterfly anomaly rally tally folly italy".split()
)
SURELY_PAST = frozenset("was were had did".split())
PRESENT_BE = frozenset("am is are".split())
RUIN = frozenset(
    "dead finished lost doomed over nothing useless impossible worthless meaningless ruined gone bankrupt helpless".split()
)
AT_TIMES = frozenset("when whenever".split())
NOMINATIVES = frozenset("i we he she they".split())  # what follows them is a verb
MOMENTS = frozenset(("the", noun) for noun in "moment minute instant second day".split())  # "the minute he signs"
NOT_QUITE_VERBS = frozenset(
    "not never always also just still even really only often ever".split()
)  # stand between subject and verb

PERSONS = {
    "i": "i", "me": "i", "myself": "i", "we": "we", "us": "we", "ourselves": "we", "you": "you", "he": "he", "him": "he", "she": "she",
    "her": "she", "they": "they", "them": "they",
}  # fmt: skip
SINGULAR_PERSONS = frozenset(("he", "she", "him"))
OWNERS = {"my": 1, "our": 1, "your": 2, "his": 3, "her": 3, "their": 3}  # whose it is, by person
SUBJECTS = frozenset(
    "i we you he she it they there nobody everybody everyone somebody someone anybody anyone nothing this that".split()
)
OWN = frozenset(("i", "we"))
TELLING = frozenset(map(tables.base, "say said tell told mention explain repeat".split()))  # by which one has said something before
SO = frozenset("that this it so".split())  # what stands for it
TIMES_OVER = frozenset(
    "a and before already many often again all earlier yesterday along over time times".split()
)  # how often, or when
VAGUE = frozenset(  # words that a name in brackets may stand for
    "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs this that these those here there who whom"
    " whose which one ones the a an same so do does did is are was were be am has have had and".split()
)
DETERMINERS = frozenset("the a an this that these those my your his her its our their no every each some any another".split())
WHOLES = frozenset(  # of what all is said, or what is called so: what they are of is meant by itself
    "all both city country county district each island kingdom month name nation province republic state states town village whole year".split()
)
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
AFTER_NOUNS = frozenset("1st last too either alone".split())  # a noun may stand before them at the end of its clause
OF_NOUNS = frozenset(
    "of on about over in for with from at between among against".split()
)  # a noun follows them though no determiner does
CONJUNCTIONS = frozenset("and but or so because which who when while if that then yet nor although though".split())
LINKING = frozenset("and but or nor".split())
THAT = "that"
COORDINATORS = frozenset("and but or so nor yet then which who that".split())  # a sentence that begins so goes on the one before
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
EMPHASIS = frozenset(
    "very extremely really totally completely absolutely entirely highly deeply utterly truly incredibly tremendously terribly enormously hugely".split()
)
ANY = "any"
MARKERS = tuple(  # by which a speaker addresses who listens, and which say nothing of the matter
    tuple(phrase.split())
    for phrase in (
        "i will tell you", "i can tell you", "i have to tell you", "i have got to tell you", "i got to tell you", "i must tell you",
        "i would tell you", "let me tell you", "let me just tell you", "let me say this", "let me say", "let me be clear", "let me be very clear", "let us be clear", "let me be honest", "let me be frank", "i will tell you what",
        "i will say this", "i have to say", "i must say", "i would say", "believe me", "trust me", "you know what", "mark my words",
        "to be honest", "to be honest with you", "to tell you the truth", "if i may", "may i say", "i might add", "you could say",
    )
)  # fmt: skip
THROWN_IN = frozenset("like well right okay look listen yeah see so".split())  # between two marks they only fill a pause
QUESTION_WORDS = frozenset("what who whom whose which when where why how".split())
ADVERBS = frozenset(
    "soon often now then ever once twice later still again away here there always never today tomorrow yesterday".split()
)
PRESENTS = frozenset(  # verbs in the third person that are no plural of a noun as well
    "owns means knows says thinks tells gives gets takes makes goes comes keeps seems becomes brings believes belongs deserves depends loses wins"
    " sells buys pays owes lives dies kills saves lies hates likes eats sees hears feels speaks writes reads teaches learns sits leaves meets finds"
    " sends spends builds grows throws flies sings swims chooses breaks steals proves serves remains exists happens contains includes consists requires"
    " allows prevents provides produces protects destroys hides admits denies refuses accepts rejects agrees disagrees opposes wants asks understands"
    " remembers forgets forgives ignores threatens suffers survives succeeds continues begins ends explains describes represents involves affects"
    " appears arrives carries catches fails falls hurts hits beats cheats breeds feeds saves smells tastes lacks obeys follows decides works".split()
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
    " department january february august september october november december number fig".split()
)
TITLES = frozenset(
    "mr mrs ms dr saint senator governor representative general professor lieutenant sergeant colonel captain reverend mount".split()
)
UNCHANGED = frozenset(
    "bet burst cast cost cut hit hurt let put quit read set shut split spread".split()
)  # verbs whose past is spelled as they are
COUNTING = frozenset(  # the items of a list
    "1 2 3 4 5 6 1st 2nd 3rd 4th 5th 6th one first firstly secondly thirdly fourthly last lastly finally next then a b c d e f".split()
)
EXCEPTING = frozenset("but except save".split())  # behind the next ones they except somebody or something
ALL_OR_NONE = frozenset(
    "nobody none nothing everybody everyone everything anybody anyone anything all nowhere everywhere anywhere".split()
)
TIMES = frozenset(
    "morning afternoon evening night day week weekend month year decade century spring summer autumn fall winter season christmas easter"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)
BEFORE_TIMES = frozenset("last next this that every each one the all".split())

SAYING = frozenset(  # verbs whose clause is somebody's view and no fact
    "say says said saying tell tells told telling claim claims claimed claiming argue argues argued arguing insist insists insisted insisting"
    " think thinks thought thinking believe believes believed believing suggest suggests suggested suggesting allege alleges alleged alleging"
    " assert asserts asserted asserting maintain maintains maintained pretend pretends pretended pretending complain complains complained"
    " complaining warn warns warned warning fear fears feared hope hopes hoped hoping wish wishes wished imagine imagines imagined imagining"
    " suppose supposes supposed supposing assume assumes assumed assuming predict predicts predicted predicting promise promises promised"
    " promising assure assures assured assuring persuade persuaded convince convinced convincing reckon reckons reckoned guess guesses guessed"
    " dream dreams dreamed dreamt joke jokes joked worry worries worried report reports reported rumored gossip gossiped speculate"
    " speculates speculated hint hints hinted imply implies implied contend contends contended boast boasts boasted brag brags bragged swear"
    " swears swore testify testifies testified vow vows vowed write writes wrote charge charges charged whisper whispers whispered shout shouts shouted"
    " announce announces announced announcing declare declares declared declaring proclaim proclaims proclaimed hold holds teach teaches taught"
    " sneer sneers sneered scoff scoffs scoffed grumble grumbles grumbled mutter mutters muttered"
    " repeat repeats repeated repeating chant chants chanted chanting peddle peddles peddled deem deems deemed"
    " promize promizes promized promizing".split()  # as the keys of tokens spell "promise"
)
CLAUSE_ONLY = frozenset(  # those of them that no object goes with, so that a noun right behind them begins a clause
    "say says said saying think thinks thought thinking insist insists insisted argue argues argued arguing suppose supposes supposed reckon reckons"
    " reckoned guess guesses guessed pretend pretends pretended hope hopes hoped hoping wish wishes wished complain complains complained boast"
    " boasts boasted brag brags bragged joke jokes joked".split()
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
    "keep keeps kept keeping used want wants wanted like likes liked love loves go goes going try trying tries start started all seem seems seemed appear"
    " appears appeared expect expects expected ask asks asked dare dares dared continue continues continued determined".split()
)
WANTING = BEFORE_SAYING - {"all"} | {"prefer", "prefers", "preferred", "led"}  # before "to": who would have it said
QUESTIONED = frozenset("true possible fair right certain likely".split())  # "is it true that"

LIMITING = frozenset("unless except if provided providing assuming".split())  # behind what they limit
CONDITIONS_OF_TIME = frozenset("when once until till before after provided providing assuming while".split())
INVERSIONS = frozenset("had should were".split())  # "had she paid, we would"
LONG_CONDITIONS = (
    ("as", "soon", "as"),
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("on", "condition", "that"),
    ("in", "case"),
    ("only", "if"),
)
# "if you ask me", "if we look at it": the hearer's view of what is said and no condition of it. The words that follow make the tag; none: any
TAGS: dict[str, frozenset[str]] = {
    **dict.fromkeys("look think consider remember recall notice listen honest frank fair candid mistaken".split(), frozenset()),
    **dict.fromkeys("forgive excuse pardon".split(), frozenset(("me", "us", "my", "our"))),
    "ask": frozenset(("me", "us")), "want": frozenset(("to", "the")), "know": frozenset(("what",)), "see": frozenset(("what",)),
    "say": frozenset(("so", "that", "it")), "call": frozenset(("it", "that")), "put": frozenset(("it", "that")), "believe": frozenset(("it", "that")),
}  # fmt: skip
SHORT_TAGS = frozenset("will like may can please prefer wish want must know".split())  # before a mark: "if you will,"
TAG_SUBJECTS = frozenset("you we i one".split())
TAG_WORDS = frozenset("anything truth".split())
KNOWING = frozenset("know understand realize see get hear say talk remember believe notice mention think".split())

AMAZED = frozenset((("can", "not", "believe"), ("could", "not", "believe")))
REFUSALS = frozenset(  # what is said "to" be done is not done
    "refuse refuses refused refusing fail fails failed failing decline declines declined neglect neglects neglected forget forgets forgot unable"
    " unwilling reluctant hesitate hesitates hesitated struggle struggles struggled struggling loath powerless forbidden claim claims claimed pretend pretends pretended used supposed alleged rumored said".split()
)
UNDONE = REFUSALS | frozenset(  # nor is it done yet
    "want wants wanted try tries tried hope hopes hoped plan plans planned intend intends intended promise promises promised threaten threatens"
    " threatened attempt attempts attempted offer offers offered expect expects expected seem seems seemed appear appears appeared need needs"
    " needed ought strive strives strove aim aims aimed aspire aspires aspired pledge pledges pledged vow vows vowed yearn longed wish wishes wished"
    " ready about likely meant designed due set scheduled asked told ordered invited urged tempted determined keen eager willing".split()
)
HEDGES = frozenset(
    "allegedly reportedly supposedly apparently purportedly ostensibly seemingly nearly almost perhaps maybe possibly probably potentially"
    " theoretically rarely seldom hardly barely scarcely occasionally sometimes partly only".split()
)
WEIGHING = HEDGES | frozenset(
    "half some few part parts all everything everybody everyone most many several may might could should must".split()
)
CHANCES = frozenset(
    "impossible unlikely improbable inevitable unavoidable unthinkable doubtful questionable".split()
)  # how sure a thing is
CONSIDERING = frozenset("consider considers considered contemplated".split())  # before a deed that is not done yet
FRACTIONS = frozenset("half third quarter 3rd 4th 5th 8th 10th thirds quarters fifths".split())
SHARES = FRACTIONS | frozenset(
    "some few part parts none most many several fraction minority majority percent"
    " handful couple lot lots dozens scores hundreds thousands portion proportion bunch".split()
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
    " infront alot aswell incase eachother noone atleast ofcourse halfway checkup setup backup cleanup takeover layoffs shutdown lockdown breakdown buildup startup makeup lineup inbox offshore onshore"
    " outdated overall overdue overnight oversight outright standby inland inshore lifetime anytime".split()
)

PREFIXES = frozenset(
    "re un in im dis de a an no not non co pre anti to so or".split()
)  # make another word with a hyphen than without
FACTIVE = frozenset(  # verbs whose clause is taken for a fact, whoever is their subject
    "know knows knew known find finds found show shows showed shown prove proves proved proven learn learns learned realize realizes realized"
    " discover discovers discovered see sees saw seen note notes noted remember remembers remembered demonstrate demonstrates".split()
)
PAST = frozenset("was were had did has have".split())  # what a main clause has that hangs on nothing to come

# -- templates of phrases; service/knowledge/templates.py tells how they are read ---------------------------------------

LISTS: dict[str, frozenset[str]] = {
    "saying": SAYING,
    "negation": tables.PURE_NEGATIONS,
    "own": frozenset("my our".split()),
    "views": frozenset(
        "view opinion eyes mind words judgment telling version account book world imagination dreams reading".split()
    ),
    "stories": frozenset(  # nouns whose clause is a view and no fact
        "accusation accusations allegation allegations assumption belief charge claim claims complaint conspiracy delusion excuse fable fantasy"
        " fear fears fiction gossip hypothesis idea illusion impression insinuation legend lie lies line misconception misperception myth narrative"
        " nonsense notion opinion perception preconception prejudice pretense rumor rumors speculation stereotype superstition story suggestion suspicion talk tale theory view".split()
    ),
    "tales": frozenset(
        "rumors stories claims reports theories fears allegations suggestions whispers hints lies tales accusations insinuations reports".split()
    ),
    "arguments": frozenset(  # the same before "is that"
        "argument argue defense position answer charge criticism accusation allegation claim complaint excuse fear hope line opinion story"
        " theory thesis view suspicion rumor case contention submission premise thinking reasoning".split()
    ),
    "seen": frozenset("see sees saw tell tells told has had have would will imagine imagines claim claims paint paints".split()),
    "hear": frozenset("hear heard hearing".split()),
    "swallowing": frozenset("accept believe think imagine trust swallow understand suppose conclude".split()),
    "want": frozenset("want wants wanted like likes need needs hope hoped".split()),
    "be": COPULAS | {"be", "been"},
    "unreal": frozenset("want wanted try tried hope hoped pretended like liked tempted once".split()),
    "knowing": KNOWING | {"remembers", "cares", "knows", "counts", "needs", "asked", "asks", "say", "noticed"},
    "spoken": frozenset(
        "tell tells told telling talk talks talked read reads hear hears heard write writes wrote mention mentions mentioned speak speaks spoke"
        " discuss discussed report reports reported print prints printed show shows showed".split()
    ),
    "thought": frozenset(
        "thought believed considered rumored reported claimed understood presumed assumed feared alleged supposed reputed".split()
    ),
    "doubtful": frozenset(
        "unlikely doubtful possible conceivable improbable questionable debatable uncertain likely probable arguable".split()
    ),
    "chances": frozenset(
        "chance way danger risk prospect hope possibility likelihood sign guarantee reason evidence proof".split()
    ),
    "charged": frozenset(
        "accused acquitted suspected cleared convicted short incapable guilty tired afraid dreamed dream dreams talked thought spoke capable"
        " accuses accuse accusing suspects suspect fear".split()
    ),
    "kept_from": frozenset("kept prevented stopped barred banned blocked discouraged dissuaded far".split()),
    "undoing": frozenset(
        "denies denied deny stopped stop stops avoid avoids avoided quit cease ceased ceases consider considers considered contemplated risk"
        " risks risked oppose opposes opposed postpone postponed delayed".split()
    ),
    "barred": frozenset(
        "forbidden prohibited reluctant unable unwilling afraid unfit powerless hesitant banned ineligible unprepared loath slow yet".split()
    ),
    "painting": frozenset(
        "paint paints painted painting portray portrays portrayed portraying depict depicts depicted describe describes described describing dismiss"
        " dismisses dismissed denounce denounces denounced regard regards regarded treat treats treated cast casts caricature caricatured".split()
    ),
    "calling": frozenset("call calls called calling brand brands branded label labels labeled dub dubs dubbed".split()),
    "naming": frozenset(
        "call calls called brand branded label labeled paint painted portray portrayed depict depicted describe described dismiss dismissed denounce"
        " denounced regard regarded treat treated accuse accused blame blamed suspect suspected".split()
    ),
    "permitted": frozenset(
        "weather time health tide tides funds money space circumstances conditions snow ice wind rain traffic".split()
    ),
    "folly": frozenset(
        "mad crazy insane foolish stupid wrong unwise naive blind fool idiot madman lunatic drunk desperate brave madness folly suicide".split()
    ),
    "refusing": frozenset(
        "refuse refuses refused refusing fail fails failed failing decline declines declined declining neglect neglects neglected hesitate"
        " hesitates hesitated reluctant unwilling unable loath".split()
    ),
    "lacking": frozenset("lack lacks lacked no without".split()),
    "rough": frozenset("estimated average reported rumored alleged claimed supposed projected".split()),
}
# before a clause: what makes it another's view or a guess. They end where the clause begins
FRAMES = (
    "nobody/none/no/not/never/cannot ~4 show/shows/shown/showed that",
    "^ prove/show ~2 that",
    "god/heaven/heavens forbid that?",
    "if it ~2 turn/turns/turned out that?",
    "^ and/but/just/now/so? imagine/picture/envision/suppose/pretend ~5 where/who/when/whose",
    "^ and/but/just/now/so? imagine/picture/envision/suppose/pretend ~5 in/on/for/to/from which",
    "told/tell/telling/convinced/persuaded/fooled/kidded/assured myself/ourselves ~2 that?",
    "invite/invites/invited/ask/asks/asked/want/wants/wanted/expect/expects/expected/urge/urges/urged/led/leads ~4 to ~1 believe/think/infer/conclude/accept/suppose/imagine/assume that?",
    "if i/we were ~4 i/we would/might/could ~1 say/think/conclude/add/suspect that?",
    "^ do not ~1 tell/think/say/pretend/imagine/assume/believe/suppose ~1 that?",
    "in ~3 WHOSE ~2 @views ~3 ,",
    "there has/have/had ~1 been ~3 @stories/@tales ~ ~ that",
    "it is/was ~1 said/whispered/rumored/gossiped/bandied/alleged/put ~ ~ that",
    "it has/had ~1 been ~1 said/whispered/rumored/gossiped/bandied/alleged/put ~ ~ that",
    "@stories/@tales ~1 gone/went/goes/ran/run/runs/spread/spreads/circulated/circulates/persists/persisted ~ that",
    "to ~2 WHOSE ~2 @views ~3 ,",
    "as ~4 @seen ~1 it ,",
    "to hear ~4 tell it ,",
    "on ~2 reading/account/telling/version/view of? ~5 ,",
    "i/we ~1 might/could/would have ~1 believed/thought/imagined/sworn/assumed that?",
    "if ~1 believe/believed/trust ~5 ,",
    "if ~3 to believe/trust/credit ~5 ,",
    "if you/we/one/people ~1 listen/listened to a/an/the/some/our/my/these/those/certain ~7 ,",
    "if you/we/one/people ~1 ask/asked a/an/the/some/our/my/these/those/certain ~7 ,",
    "the? story goes that? ,?",
    "i/we might/could/may ~1 be ~1 persuaded/convinced/led/made/brought ~4 that?",
    "^ and/but? on paper ,",
    "^ and/but? in theory/principle ,",
    "^ and/but? officially/nominally/ostensibly/theoretically/supposedly/allegedly/reportedly ,",
    "legend/rumor/gossip has it that?",
    "word ~4 is that",
    "fail/fails/failed to ~1 see/understand/grasp/imagine/believe how/why/that",
    "do/does/did not ~1 see/understand how",
    "have/has/having you/us/me/people/everybody/everyone ~1 believe/think/accept that?",
    "far be it from me/us to ~1 say/claim/suggest/pretend/argue that?",
    "^ not a/an/one ~3 @saying ~2 that",
    "what they/he/she/you/critics/opponents/people/some ~2 selling/telling/saying/claiming/peddling/preaching/whispering ~3 @be that",
    "put/suggested/explained/reported/hinted/whispered to me/us ~3 that",
    "some/many/most/few/several/critics/others/they/he/she ~4 come/came to the ~1 conclusion/view/belief that",
    "@tales that",
    "in the ~3 @views of ~5 ,",
    "^ were/is/was/if ~1 it ~1 true that",
    "i/we ~2 refuse/refused/decline/declined/struggle to believe/accept/think that?",
    "word has it/is that?",
    "WHOSE @stories/@arguments ~3 that",
    "there @be ~2 @stories/@tales ~ that",
    "@stories/@tales ~1 going/doing/making/flying/floating/put/spread/pushed/peddled ~5 that",
    "a/an/the/this/that/those/no/some/any ~2 @stories ~3 that",
    "the/another/one/whose ~2 @arguments is/was that",
    "WHOSE ~2 @arguments is/was that",
    "keep/keeps/kept/always/often/constantly @hear that?",
    "i/we hear that",
    "have/had @hear ~2 that",
    "was/were/am/are/been ~1 told/taught/informed/assured/warned/advised/raised ~5 that",
    "was/were/been raised/trained/taught/brought/led/encouraged ~4 to believe/think that?",
    "WHOSE ~2 @arguments is/was , ~3 , that",
    "WHOSE ~2 @arguments , ~~ , is/was that",
    "the ~2 @arguments of ~5 ,? ~~ ,? is/was that",
    "whether",
    "as though",
    "as if",
    "i/we ~1 @unreal to? ~1 believe/think/imagine that?",
    "i/we ~1 tempted/pretended/tried to ~1 say that?",
    "i/we ~1 wish i/we could ~1 say that?",
    "i/we would ~2 love/like/wish/hope/prefer to be able to ~1 say/tell/report/announce/promise ~2 that?",
    "i/we would ~2 love/wish to ~1 say/tell/report/announce/promise ~2 that?",
    "if only i/we could ~1 say/tell/report/announce/promise ~2 that?",
    "i/we once believed/thought/imagined/hoped/feared that?",
    "under the impression that?",
    "@be i/we/you ~2 supposed/expected/asked/meant/obliged/required to @swallowing that?",
    "i/we @be/have ~2 supposed/expected/asked/meant/led/made/brought/taught/encouraged to ~1 @swallowing that?",
    "i/we @be/have ~2 taught/told/assured/promised/promized/warned/informed ~3 that",
    "i/we @be ~2 reminded/informed by ~5 that",
    "hard/difficult/impossible to @swallowing that?",
    "school ~2 holds/teaches/maintains/says that?",
    "@want to hear/believe/see is that?",
    "used to be ~2 sure/certain/convinced/confident that?",
    "for the sake of argument ,? ~2 say/suppose/assume that?",
    "if i ~1 told/said/swore ~1 that?",
    "the last ~1 to ~1 @swallowing/say/claim/suggest that?",
    "i/we can not ~4 promise/promize/guarantee/swear/say/prove/confirm/claim ~5 that?",
    "i/we cannot ~4 promise/promize/guarantee/swear/say/prove/confirm/claim ~5 that?",
    "as far as ~4 concerned ,",
    "or so ~4 @saying ~2 ,",
    "i/we do not want/wish/like ~5 to ~1 say/claim/tell/boast/announce ~1 that?",
    "i/we @be/have ~2 asked/told/paid/forced/made/urged/pressed/begged/encouraged/ordered to ~1 say/claim/tell/announce/declare ~1 that?",
    "^ for ~4 to ~1 say/claim/suggest/argue/pretend/tell ~1 that?",
    "would ~2 @be? lying/liar/fool/mad if i/we ~1 @saying ~2 that?",
)
# before a clause: what only makes it the surer. They end where the clause begins
CERTAIN = (
    "what ~2 worries/bothers/angers/matters/strikes/surprises/saddens/hurts/frightens/scares/concerns/shocks/amazes/galls/troubles ~2 me/us ~2 is/was that",
    "what i/we ~2 fear/regret/resent/hate/love/like/admire ~1 most? is/was that",
    "no/little/never/without/beyond/hardly ~3 doubt/question/denying/mistaking/dispute ~4 ,?",
    "@negation ~2 doubt/doubts/doubted/deny/denies/dispute/disputes ~1",
    "@negation/cannot ~1 be ~1 denied/disputed/doubted/questioned",
    "i/we have/had the/clear/hard? proof/evidence",
    "@negation ~1 mind/hesitate/afraid/ashamed/embarrassed/shy/tire/tired ~1 to/of/about? ~1 @saying ~2",
)
# before a phrase or a clause: what others call somebody, or accuse him of. They end where it begins
NAMED = (
    "@be/get/gets/got ~2 accused/suspected of",
    "@be/get/gets/got ~2 blamed for",
    "accuse/accuses/accused/accusing ~4 of",
    "blame/blames/blamed/blaming ~4 for",
    "@painting me/us/him/her/them ~1 as/like",
    "@painting the/our/my/his/their/every/all ~2 as",
    "@be/get/gets/got ~2 @painting as",
)
CALLED = (  # the same before what is a name for somebody: "a", "the worst"
    "@calling me/us/him/her/them ~1",
    "@be/get/gets/got ~2 called/branded/labeled/dubbed ~1",
)
OWN_NAMED = ("i/we would/do/did/will/have/still/always/now/also/never/only? @naming ~5",)
OWN_FRAMES = (
    "i/we ~1 told/taught by my/our own ~2 that",
    "i/we ~2 ask/asked/invite/invited/want/wanted/urge/urged/expect you/them/him/her/people/everybody/everyone/the ~2 to ~1 believe/think/infer/conclude/accept/suppose/imagine/assume that?",
    "i/we @be ~2 of ~1 the ~1 @stories that",
    "right/correct/wise/honest ~1 when/to/in/and ~4 @saying ~2 that?",
)  # those that leave it the speaker's own
# what stands at the start of what follows the words kept, and limits nothing
TAG_PHRASES = (
    "in case anybody/anyone/somebody/someone/you ~2 wonder/wondering/ask/asking/care/cares/miss/missed/forget/forgot/doubted",
    "if memory serves",
    "if i may",
    "if you must ~1",
    "if my ~3 deceive/deceives/serves/serve",
    "if i do not miss/mistake",
    "if i can ~1 say/put",
    "if i do say",
    "if i have ~4 right",
    "if i am not wrong/mistaken",
    "if not more/worse/better/most/longer/sooner/earlier",
    "if ever there was",
    "if there ever was",
    "if only because",
    "if you like/please/will/can",
    "if it comes to that",
    "if that is the word",
    "if you ~1 want/need/seek my/an/a/the/our ~2 opinion/view/answer/take/verdict/impression/truth",
    "if i/we ~1 may/can/might be ~1 honest/frank/blunt/candid/plain/clear/direct",
    "if i/we ~1 give/tell/offer you my/our/the ~2 opinion/view/answer/take/verdict/impression/truth",
    "if truth be told",
    "if i have told/said you/it/that? ~2 once",
    "if nothing else $",
    "but what a/an",
    "but/though/although/yet who ~2 @knowing/cares",
    "but/and/so? then again",
    "but let me/us/him",
    "but i digress",
    "but anyway/anyhow/hey/look/listen/okay",
    "but never mind",
    "but that is another/history/by",
    "but that/it is a/an ~2 story/tale/matter/question/conversation/subject for",
    "but that/it is ~2 another ~1 story/matter/question/subject",
    "but enough about/of",
    "but ~1 back to",
    "but what do/does/did i/we/they/he/she ~1 know/care/expect/matter",
    "but what of it",
    "but so what",
    "but such is life",
    "but go figure",
    "but i will not go into",
    "but i will come/get ~1 back/to",
    "but ~2 move on",
    "but there you are/go/have",
    "but you/we/they/everybody/everyone/people ~1 know/knows/knew/remember/remembers/heard/read ~1 that/this/it/already $",
    "but you/we/they/everybody/everyone/people ~1 know/knew/remember/heard/read ~1 that/this/it all/already $",
    "but do not ask/quote/get/tell/blame",
    "but do not let/make me ~1 start/started",
    "but that/this/it is a different",
    "but what can/could you/we/one/i do",
    "but who is counting/asking/listening",
    "but ~3 @negation ~3 @spoken ~2 that/it/this ~1 $",
    "but/though/although/yet ~3 @negation ~3 @spoken ~2 that/it/this in/on/from ~5 $",
    "but/though/although/yet ~1 people/everybody/everyone/many/most/some/they/you/we ~1 forget/forgets/forgot/forgotten/overlook/overlooks ~1 that/it/this ~1 $",
    "but/though/although/yet few/hardly ~2 remember/remembers/remembered/know/knows/knew/notice/notices/noticed/mention/mentions that/it/this ~1 $",
    "but more on/about/of that/this",
    "but thank/thanks",
    "but as i/we/you ~1 say/said/know/told",
    "but i do not want/need/have to ~2 go/dwell/bore/talk/discuss/say/get",
    "if i/my/our ~1 memory/recollection",
    "if you follow/understand/get me $",
    "if you ~2 forgive/pardon/excuse/permit/allow me/my/us/our",
    "if you ~2 forgive/pardon/excuse/permit/allow the ~1 word/words/pun/phrase/expression/cliche/language/term/comparison/metaphor/joke $",
    "if you do not ~1 mind ~5 $",
    "if i ~1 say so",
    "if i ~1 be ~1 so? bold/frank/honest/blunt/candid",
    "if i dare/might/could ~1 say/add/put/call",
    "if you ~1 catch/get/take/follow/see my ~1 meaning/drift/point $",
)
# what follows the words kept and limits them
LIMITS_AFTER = (
    "were/was it not",
    "had it not been",
    "but for",
    "albeit",
    "even though/if/when",
    "however only/not/never",
    "on the? condition",
    "on one condition",
    "on the ~1 understanding/assumption/basis/proviso",
    "in the event",
    "in the unlikely",
    "subject to",
    "up to a/some point",
    "to a/some ~1 point/extent/degree $",
    "with a/an/one/some/two ~1 reservation/reservations/exception/exceptions/caveat/caveats/proviso",
    "in principle/theory",
    "on paper $",
    "pending",
    "depending on/upon/how/whether",
    "contingent on/upon",
    "barring",
    "save for",
    "apart from",
    "other than",
    "with the exception",
    "only ~1 if/when/after/once/until",
    "only as/so/for/on/to",
    "over my/our ~1 dead body/bodies",
    "when hell/pigs/cows",
    "as ~5 would have it/us/you",
    "as some/many/critics/opponents/others ~4 claim/say/believe/argue/insist/think/allege",
    "not ~1 until/before/unless/if/when",
    "if and/or",
    "when and if",
    "so far as",
    "or none/nothing/nobody/neither $",
    "according to the/his/her/their/your/those/some/critics/opponents/rumor/legend",
    "or so they/he/she/you/i/we",
    "or so ~5 @saying",
    "so/as ~5 would have it/us/you",
    "so/as/or ~1 the/a/every/one ~4 has/have it",
    "so/as ~3 the/a/every/one ~2 @stories/@tales goes/went/runs/ran",
    "or so ~3 the/a/every/one ~2 @stories/@tales",
    "or so goes/runs/went/ran",
    "the ~1 @stories/@tales goes/went/runs/ran $",
    "or ~1 that/this/it is what/how ~2 @saying",
    "in/on/by ~1 WHOSE ~2 @views $",
    "they/critics/opponents/people/some/many/others/he/she ~2 say/says/claim/claims/insist/insists/argue/argues/tell/think/believe ~1 $",
    "allegedly/supposedly/reportedly $",
    "i/we am/are/was/were/have/has ~1 been? told/informed/assured ~1 $",
    "~2 permitting $",
    "@permitted allowing $",
    "just/only not",
    "at least not",
    "at least , ~6 if/unless/until/when/provided/assuming",
    "always/only/of/that's assuming/provided/providing/supposing",
    "on/in/at/for/with/under/by ~5 at any rate $",
    "on/in/at/for/with/under/by ~5 at least/anyway/only $",
    "at any rate on/in/at/for/with/under/by",
)
# the same behind a comma: whose view it is
VIEWS_AFTER = (
    "the/my/our/your/his/her/their/some/many/most ~4 @saying ~1 $",
    "the/my/our/your/his/her/their/some/many/most ~4 would/will/like/likes/want/wants ~2 have/tell/believe us/you/me/people ~1 $",
)
# what follows the words kept and takes them back
CORRECTIONS = (
    "no ,",
    "no wait/sorry/rather/actually/make",
    "or rather ,?",
    "rather ,",
    "sorry/correction/wait ,",
    "strike/scratch that",
    "i mean/meant ,",
)
# what opens a sentence whose main clause, behind a comma, hangs on it
CONDITIONS_BEFORE = (
    "without/barring/absent ~~ ,",
    "except/excepting/save in/for/on/at/where/when/with ~~ ,",
    "apart/aside from ~~ ,",
    "other than ~~ ,",
    "with the exception of ~~ ,",
    "were/was it not for ~~ ,",
    "had it not been for ~~ ,",
    "if not for ~~ ,",
    "but for ~~ ,",
    "given/granted ~~ ,",
    "in the ~1 event ~~ ,",
    "on the? condition ~~ ,",
    "on the ~1 understanding/assumption/basis/proviso that? ~~ ,",
    "subject to ~~ ,",
    "depending on ~~ ,",
)
# the same before what is so at any time
CONDITIONS_OF_CASE = (
    "in case of ~~ ,",
    "in the ~1 event of ~~ ,",
    "barring/absent/failing ~~ ,",
    "subject to ~~ ,",
    "depending on ~~ ,",
)
CONDITIONS_UNPARTED = ("in case of ~4", "in the ~1 event of ~4", "barring ~4", "depending on ~4")  # with no comma behind
# before a clause or a phrase: what makes it less than it says. They end where it begins
LESSENING = (
    "@negation/cannot ~1 rule/ruled out ~3 that",
    "@negation/cannot ~1 promise/promised/guarantee/guaranteed/confirm/confirmed/swear/vouch/prove/proved ~2 that",
    "@negation/cannot ~1 exclude/discount ~3 that",
    "i/we would/do/did/might/should? ~1 hesitate/hesitated to ~1 say/tell/claim/call/swear/promise ~2 that?",
    "i/we @be ~2 reluctant/loath/hesitant/slow/unwilling to ~1 say/tell/claim/call/swear/promise ~2 that?",
    "@negation ~3 so/as far as to say/claim/suggest/pretend/argue/call that?",
    "@be ~2 @doubtful that",
    "far from clear/certain/sure/obvious/settled that?",
    "@chances that",
    "i/we ~2 doubt/dispute/question ~3 that",
    "deny/denies/denied/denying/doubts/doubted/doubting/disputes/disputed/disputing/questions/questioned/refutes/refuted/rejected/rejects ~1 that",
    "i/we ~2 doubt/dispute/question it?",
    "would ~1 have to be ~2 @folly to",
    "would ~1 be ~2 @folly to",
    "it would be ~2 @folly to",
    "would take ~3 @folly to",
    "not all/both/every/each of",
    "not all/every/each",
    "^ and/but? only ~2 of",
    "none/neither/hardly any of",
    "^ and/but? NUM of",
    "^ and/but? one/a of",
    "^ and/but? one in NUM of?",
    "^ and/but? NUM in/out NUM of?",
    "^ and/but? NUM out of NUM of?",
)
ABOUT_A_NUMBER = ("between NUM and", "somewhere/anywhere ~2 NUM and/to", "a/an @rough")  # before a number
# the same left out at an ellipsis
LOST = (
    "some/many/people/critics/others/they/opponents ~2 say/claim/argue/believe/think/suspect/allege ,?",
    "@charged of having/being?",
    "charged/threatened with having/being?",
    "@kept_from from ever/even?",
    "yet/@refusing to ~3",
    "next to nothing to?",
    "too/very/so/precious little to?",
    "@undoing",
    "anything but",
    "close to",
    "@thought to be? ~1",
    "far from",
    "too ~2 to",
    "@lacking ~3 to",
    "@barred to",
    "so-called/self-styled/would-be/alleged/supposed/purported/suspected/reputed/deputy/acting/vice/future/fake",
    "so called",
    "would ~1 have/need to be ~3 to",
    "would ~1 take ~4 to",
    "the last ~4 would/could ~2 call/consider/describe/name as?",
    "what ~3 would/might/may/could ~1 call/consider/describe as?",
)
LOST_BEFORE_TO = ("@barred", "too ~2", "@lacking ~3")
NOT_ASIDES = frozenset("far least surprisingly unlike".split())  # "not far from the mill": denies nothing beside it
CERTAINTIES = frozenset("doubt question fail exception delay hesitation exaggeration wishing".split())  # "without doubt, he will"
STRONG_CONDITIONS = frozenset(
    "once until till provided providing assuming".split()
)  # hang on what is to come also before a present
CONCESSIONS = frozenset("although though whereas".split())


def is_adverb(key: str) -> bool:
    """Return whether a word tells how, when or where: "sadly", "soon"."""
    return key in ADVERBS or (key.endswith("ly") and key not in NOUNS_IN_LY)
