"""Words that everybody uses every day: that two texts share them tells little of whether one was taken from the other. Data only.

Written down from general knowledge of English, by what is spoken of daily; forms of a word stand by its base (`tables.base`).
"""

from __future__ import annotations

COMMON = frozenset(
    # doing and being
    "able accept act add agree allow answer appear apply argue arrive ask avoid base become begin believe bring build buy call care carry cause"
    " change check choose claim close come compare complete consider continue control cost cover create cut deal decide depend describe design"
    " develop die discuss draw drive drop eat end enjoy enter expect explain face fail fall feel fight figure fill find finish fit fly follow"
    " force forget form get give go grow guess handle happen have hear help hit hold hope hurt imagine improve include increase involve join"
    " judge jump keep kill kind know lack lead learn leave let lie like listen live look lose love make manage mark matter mean measure meet"
    " mention mind miss move need notice offer open order pass pay pick plan play point prefer prepare present prevent produce promise protect"
    " prove provide pull push put raise reach read realize receive recognize reduce refuse remain remember remove reply report represent require"
    " rest result return reveal ride rise run save say see seem sell send serve set share show sing sit sleep smile sort sound speak spend stand"
    " start state stay step stick stop study suffer suggest support suppose take talk teach tell tend test thank think throw touch treat try turn"
    " understand use visit vote wait walk want watch wear win wish wonder work worry write"
    # people and what they live in
    " adult age american area army art baby back bad bank bed bill bit blood board boat body book box boy brother building business campaign"
    " capital car case center chance child children church city class club college community company concern condition congress country couple"
    " course court crime culture daughter day deal death decision degree democrat department difference doctor dog door dream drug economy"
    " education effect effort election energy event evidence example experience eye fact family father feeling field film fire floor focus food"
    " foot friend fun fund future game gas girl god government ground group guy hair half hand head health heart history home hospital hour house"
    " husband idea image industry information interest issue job journalist kid lady land language law lawyer leader letter level life light line list"
    " lot man manager market meeting member memory men message method middle military million minister minute moment money month morning mother"
    " mouth music name nation nature news newspaper night north office officer oil one opinion opportunity page paper parent part party past patient"
    " peace people period person phone picture piece place player police policy poor population position power president press pressure price"
    " problem process product program project public purpose question race reason record relationship religion report republican research response"
    " right road role room rule school science season secretary security sense series service sex side sign sister situation size skill society"
    " soldier son south space sport staff stage star station story street student stuff subject success summer system table tax teacher team"
    " term thing thought time today tomorrow town trade training trouble truth type union value victim view voice war water way week west wife"
    " winter woman women word world year yesterday york"
    # how things are
    " ago alone already amazing available beautiful best better big black blue bright broad certain clear cold common current dark dead dear deep"
    " different difficult early easy economic enough entire equal exact fair fast fine foreign free fresh full general good great green hard happy"
    " heavy high hot huge human hundred important incredible independent international large last late legal likely little local long low main major"
    " medical modern national natural near new nice normal old only open original particular perfect personal political popular possible private proud"
    " quick quiet ready real recent red responsible rich right safe same serious short significant similar simple single slow small social sorry special"
    " specific strange strong sudden sure terrible thousand tough tremendous true united various warm white whole wide wild wonderful wrong young"
    # how, when and how much
    " actually again ahead almost always anybody anyone anything anyway apart around away basically certainly clearly completely currently definitely"
    " easily else especially ever everybody everyone everything exactly far finally first forever forward frankly generally hardly hello here honestly"
    " immediately indeed instead later least less literally maybe mostly much nearly never next nobody nothing now obviously often okay perhaps"
    " pretty probably quickly quite rather really recently second simply slowly somebody someone something sometimes somewhere soon still suddenly"
    " surely there third together totally truly two twice usually very well yes yet".split()
)
