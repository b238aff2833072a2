"""Verbs that a reporter may put for one another without saying that something else was done. Data only, from general knowledge of English.

A row has words that say about the same; a word may stand in several rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from service.wording import tables

_ROWS = (
    "say tell claim state mention note remark|think believe feel reckon suppose guess consider figure|get have obtain receive take acquire gain"
    "|go head move walk run drive travel come|look see watch view glance stare|want like need wish hope desire|make create build produce do construct"
    "|start begin launch commence|stop end finish quit cease halt|keep hold stay remain continue retain|show reveal display demonstrate exhibit"
    "|try attempt seek endeavor|use employ utilize|buy purchase acquire|give hand offer provide grant donate supply|help assist aid"
    "|ask request demand inquire|call name label dub|happen occur|know understand realize grasp recognize|love like adore enjoy cherish"
    "|hate despise loathe detest|speak talk chat|meet encounter see|let allow permit enable|put place set lay stick|grow rise increase climb expand"
    "|fall drop decline plunge sink slip|hit strike smash|fix repair mend restore|choose pick select opt elect|win beat triumph|beat defeat thrash"
    "|leave quit go depart exit|arrive come reach land|live stay reside dwell|destroy ruin wreck demolish|hurt harm injure damage|attack assault"
    "|fight battle struggle combat|worry fear fret concern|solve fix resolve settle|turn become get|bring take carry fetch|send ship dispatch"
    "|earn make get|work serve toil labor|change alter shift transform|cut reduce lower slash trim|raise lift increase boost hike|drop cancel scrap axe ditch"
    "|close shut|write pen author compose|learn find discover hear|tell inform brief notify|explain describe clarify|support back endorse"
    "|agree accept consent|refuse decline reject|argue insist claim contend maintain|expect anticipate predict foresee|grab seize snatch catch take"
    "|throw toss hurl chuck fling|push shove press|pull drag tug haul|lead head run direct manage|discuss debate talk|need require|deal handle cope"
    "|cause provoke prompt trigger spark|seem appear look|finish complete end conclude|deserve earn merit|save rescue|marry wed|tackle address handle"
    "|cry weep sob|hide conceal|hire employ recruit engage|fire dismiss sack axe|steal rob nick pinch swipe|trick fool deceive dupe con|lie fib"
    "|shout yell scream cry holler|walk stroll march|run sprint race dash|jump leap|answer reply respond|rest relax|gather collect assemble"
    "|protect defend guard shield|wait stay linger|vanish disappear|award grant give|plan intend mean|imagine picture envisage|remember recall"
    "|prevent stop avert avoid|warn caution|praise laud commend|criticize blast slam attack condemn|promise vow pledge swear|suggest propose"
    "|spoil ruin|tear rip|own possess have|gamble bet wager|hurry rush|shrink contract|pass hand give|trust believe|check examine inspect study verify"
    "|manage run|cheat con swindle|sneak creep|spend waste|injure wound hurt|arrest detain seize|eat devour consume|drink sip|cook prepare|clean wash"
)


def _pairs() -> Iterator[frozenset[str]]:
    for row in _ROWS.split("|"):
        for pair in combinations(row.split(), 2):
            yield frozenset(tables.base(word) for word in pair)


SYNONYMS = frozenset(_pairs())
"""Pairs of the stems of such verbs."""
