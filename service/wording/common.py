"""Words that everybody uses every day: that two texts share them tells little of whether one was taken from the other. Data only.

Written down from general knowledge of English, by what is spoken of daily; forms of a word stand by its base (`tables.base`).
"""

from __future__ import annotations

COMMON = frozenset(
    # doing and being
    "able accept act add agree allow answer appear apply argue arrive ask avoid base become begin believe bring build buy call care carry"
    " cause change check choose claim close come compare complete consider continue control cost cover create cut deal decide depend describe"
    " design develop die discuss draw drive drop eat end enjoy enter expect explain face fail fall feel fight figure fill find finish fit fly"
    " follow force forget form get give go grow guess handle happen have hear help hit hold hope hurt imagine improve include increase"
    " involve join judge jump keep kill kind know lack lead learn leave let lie like listen live look lose love make manage mark matter mean"
    " measure meet mention mind miss move need notice offer open order pass pay pick plan play point prefer prepare present prevent produce"
    " promise protect prove provide pull push put raise reach read realize receive recognize reduce refuse remain remember remove reply"
    " report represent require rest result return reveal ride rise run save say see seem sell send serve set share show sing sit sleep smile"
    " sort sound speak spend stand start state stay step stick stop study suffer suggest support suppose take talk teach tell tend test thank"
    " think throw touch treat try turn understand use visit vote wait walk want watch wear win wish wonder work worry write"
    # people and what they live in
    " adult age american area army art baby back bad bank bed bill bit blood board boat body book box boy brother building business campaign"
    " capital car case center chance child children church city class club college community company concern condition congress country"
    " couple course court crime culture daughter day death decision degree democrat department difference doctor dog door dream drug economy"
    " education effect effort election energy event evidence example experience eye fact family father feeling field film fire floor focus"
    " food foot friend fun fund future game gas girl god government ground group guy hair half hand head health heart history home hospital"
    " hour house husband idea image industry information interest issue job journalist kid lady land language law lawyer leader letter level"
    " life light line list lot man manager market meeting member memory men message method middle military million minister minute moment"
    " money month morning mother mouth music name nation nature news newspaper night north office officer oil one opinion opportunity page"
    " paper parent part party past patient peace people period person phone picture piece place player police policy poor population position"
    " power president press pressure price problem process product program project public purpose question race reason record relationship"
    " religion republican research response right road role room rule school science season secretary security sense series service sex side"
    " sign sister situation size skill society soldier son south space sport staff stage star station story street student stuff subject"
    " success summer system table tax teacher team term thing thought time today tomorrow town trade training trouble truth type union value"
    " victim view voice war water way week west wife winter woman women word world year yesterday york"
    # how things are
    " ago alone already amazing available beautiful best better big black blue bright broad certain clear cold common current dark dead dear"
    " deep different difficult early easy economic enough entire equal exact fair fast fine foreign free fresh full general good great green"
    " hard happy heavy high hot huge human hundred important incredible independent international large last late legal likely little local"
    " long low main major medical modern national natural near new nice normal old only original particular perfect personal political"
    " popular possible private proud quick quiet ready real recent red responsible rich safe same serious short significant similar simple"
    " single slow small social sorry special specific strange strong sudden sure terrible thousand tough tremendous true united various warm"
    " white whole wide wild wonderful wrong young"
    # how, when and how much
    " actually again ahead almost always anybody anyone anything anyway apart around away basically certainly clearly completely currently"
    " definitely easily else especially ever everybody everyone everything exactly far finally first forever forward frankly generally hardly"
    " hello here honestly immediately indeed instead later least less literally maybe mostly much nearly never next nobody nothing now"
    " obviously often okay perhaps pretty probably quickly quite rather really recently second simply slowly somebody someone something"
    " sometimes somewhere soon still suddenly surely there third together totally truly two twice usually very well yes yet"
    # how people feel, and what they say of it
    " absolutely afraid alive annoy asleep awake bore bother calm careful careless cheap cheer comfortable complain confuse cool crazy"
    " curious dare decent dirty disappoint excite expensive fantastic fear funny glad grateful hate healthy honest hopeful hungry ill"
    " impossible joke joy kindly laugh lazy lovely lucky mad mistake necessary nonsense odd pain patience please pleasant pleasure proper"
    " quit rude sad satisfy scare scary seldom sick smart strict surprise terrific tire ugly unfair upset useful useless warn weird"
    " welcome worse worst worth anxious"
    # the house, the table, the weather and the way
    " accident airport bag ball bear bike birthday bottom bread break breakfast brown bus cake card cat catch chair cheese christmas clean"
    " clock clothes coach coat coffee computer cook cry cup damage dance date desk dinner disease dish dress drink dry ear east egg"
    " email evening famous fashion fault finger fish fix flat fuel glass goal guest guide gun hang hat hill holiday horse hotel hunt hurry"
    " internet key kitchen knock leg lesson lift luck lunch machine mail map meal meat metal milk mirror mix movie noise nose nurse pack"
    " paint pair park pen pencil photo plane plant plate pocket pool post pot prison prize pub quarter radio rain restaurant ring river rock"
    " roof sea seat shake shape shirt shoe shoot shop shout shower shut soft song spring stair steal sun swim tall tea telephone television"
    " ticket tie tight top train travel trip truck video wake wash weather weekend weight wet window yard yellow"
    # kin and callings, and what goes on around them
    " autumn dad driver farmer mom sir writer youth folk madam absence action activity advantage advice agreement aim amount appointment"
    " argument arrangement arrest article attack attempt attention behavior belief benefit beyond blame bomb branch budget candidate career"
    " cash chapter charge choice climate collect comfort command committee compete conversation copy correct council customer danger debt"
    " defend delay deliver demand detail direct direction discover disagree duty earn employ employer employee encourage environment escape"
    " examine exercise exist expert explore express fan favorite fee female file flight flow guard guilty habit harm hide hire honor income"
    " influence injure insist insurance invite invest item justice labor lend limit load loan loss male mood narrow obvious occur operate"
    " organize owe own owner pattern per politics poll pretend previous print profit progress promote publish quality quantity rate regular"
    " relate rely rent repair repeat replace resign respond responsibility reward risk rob safety salary sample score search select senate"
    " senator sentence separate shift signal solve source speech speed split spread standard strike style supply switch target task"
    " technology theory tool topic total track traffic trial unit unless upstairs version violence visitor voter worker"
    # forms that no rule makes of their bases
    " ate began bought broke broken brought caught died doing done drank drove drunk dying fought gave gone grew hid hidden knew lain lay"
    " lied lying rang rode rose said sang sat seeing seen shown slept sold sought spoken stole stolen stood swam taught thrown told took"
    " tonight woke wore worn written wrote eyes number nicer nowhere anywhere everywhere anymore everyday front inside outside behind due"
    " except goodbye unfortunately luckily eventually hopefully seriously another heard saw".split()
)

EVERYDAY = frozenset(
    # what is done in any conversation
    "ask begin believe bring call change come doing done feel find gave get give go gone happen hear heard help hope keep knew know leave let like live"
    " look lose love make mean meet move need pay play put run said saw say see seem seen show sit start stay stop take talk tell thank think thought told"
    " took try turn understand use wait walk want watch win wish work worry"
    # who and what it is about
    " anybody anyone anything bit boy case child country day deal end everybody everyone everything eye fact family friend girl guy hand head home hour house"
    " idea job kid kind life lot man matter minute moment money month morning mother name night nobody nothing number part people person place point"
    " problem question reason side somebody someone something story stuff thing time today tomorrow tonight town truth way week woman word world year"
    " yesterday"
    # and what is said of it
    " able actually again ago ahead alone already always another away bad best better big certainly clear close different difficult early easy else enough"
    " ever exactly far fine first forever free full glad good great happy hard high huge important last late later little long maybe mostly much never new"
    " nice next often okay old only perhaps pretty probably quite ready real really right sad same second simply small soon sorry special still strong"
    " sure terrible together tough true twice usually very well whole wonderful worse worst wrong yes yet young".split()
)
"""Of these, the words that are in nearly every conversation: that two texts share one tells hardly more than a word that makes grammar."""
