"""Words of which one says the contrary of the other, or what nobody would take for it. Data only, from general knowledge of English.

A row has sides with "/" between them, each of words that say about the same: any word of one side is the opposite of any word of
another, in whatever form. Words of one side are no opposites.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

_ROWS = (
    # what is done
    "buy/sell|hire appoint employ/fire dismiss sack|build create/burn demolish destroy wreck|open/close shut|save rescue/close kill ruin waste lose abandon"
    "|win/lose|win/draw|love adore/hate fear despise loathe|like/dislike hate|support back endorse champion/oppose reject block resist"
    "|approve/reject oppose veto block|accept/reject refuse decline|welcome/reject attack shun|praise commend/blame attack criticize condemn mock denounce"
    "|protect defend guard/attack harm endanger abandon|help aid/harm hurt hinder|raise lift increase hike/cut lower reduce slash decrease"
    "|grow expand swell/shrink cut contract dwindle|rise climb soar/fall drop plunge sink|add/remove subtract|start begin launch open/stop end halt"
    "|continue resume/stop halt abandon|allow permit legalize/forbid ban prevent block outlaw prohibit|join enter/leave quit|arrive come/leave go depart"
    "|stay remain/leave go|keep retain/lose sell drop break scrap|give/take|lend/borrow|earn save/spend lose|pay/owe|gain/lose|find/lose"
    "|remember recall/forget|trust/distrust fear mistrust|believe/doubt disbelieve|admit confess concede/deny|confirm/deny refute|agree/disagree"
    "|succeed/fail flop|pass/fail|pass adopt/defeat reject|live survive/die perish|heal cure/hurt wound kill injure|free release/jail arrest imprison detain"
    "|acquit clear exonerate/convict|charge/clear|clear wave/block ban veto|promote/demote|elect/oust|strengthen bolster/weaken undermine|improve/worsen deteriorate|unite/divide split"
    "|include/exclude omit|invite/ban|reward/punish|tell reveal disclose/hide conceal|speak/hide|mend repair fix/break wreck damage|clean/pollute"
    "|hit strike/miss|score/concede|attack/defend|lead/follow trail|push/pull|teach/learn|ask/answer|send/receive|upheld uphold affirm/overturn overrule quash"
    "|grant/deny refuse|sign/veto|enforce/waive|encourage urge/discourage|accelerate hasten/slow delay|advance/retreat|ascend/descend|attract/repel"
    "|borrow/repay|catch/release|cheer applaud/boo jeer|choose select/reject|complete finish/abandon|connect/disconnect|deposit/withdraw|import/export"
    "|exaggerate overstate/understate|float/sink|forgive pardon/punish condemn blame|gather/scatter|honor/betray break|inflate/deflate|insult/flatter"
    "|invest/divest|laugh/cry weep|lock/unlock open|respect admire esteem/despise disdain resent|welcome appreciate/resent|adore admire/mock ridicule|ignore neglect/study examine heed|bury/unearth dig|obey/disobey ignore|maintain/neglect|obey/defy|own/rent|postpone/hasten|simplify/complicate|stabilize/destabilize"
    "|thank/blame|tighten/loosen relax ease|treat/neglect|respect/despise|innocent/convicted|underestimate/overestimate|hurt injure harm wound/kill murder"
    "|slap push shove/stab shoot|borrowed/stole steal|steal/return|lie/deceive|met meet/avoid|visit/avoid|warn/assure reassure|threaten/promise"
    # people and things
    "|friend ally/enemy rival foe|hero saint/villain coward traitor|victim/killer culprit murderer|success triumph/failure disaster fiasco|victory win/defeat loss"
    "|peace/war|life/death|truth fact/lie myth|profit/loss|gain/loss|surplus/deficit|asset/liability|blessing/curse|solution/problem|hope/fear despair"
    "|majority/minority|strength/weakness|ceiling/floor|heaven/hell|supporter backer/opponent critic|winner/loser|buyer/seller|creditor/debtor"
    "|employer boss/employee worker|landlord/tenant|teacher/pupil student|guilt/innocence|luck/skill|accident/crime murder|gift/bribe loan"
    "|cause/effect|increase rise/decrease fall|prosecution prosecutor/defense|plaintiff claimant/defendant|pass/ban|credit/blame|love/hatred hate"
    "|courage/cowardice|freedom liberty/slavery|wealth/poverty|amateur/professional|expert/amateur|striker/goalkeeper|home/abroad"
    # how they are
    "|good great wonderful excellent brilliant superb fantastic decent fine/bad evil terrible awful dreadful horrible poor appalling dire|better/worse|best/worst"
    "|right correct/wrong mistaken|true/false|safe harmless/dangerous unsafe harmful deadly|strong/weak feeble|rich wealthy/poor broke bankrupt"
    "|clever smart wise bright intelligent/stupid dumb foolish dim|honest truthful/crooked corrupt dishonest deceitful|brave/cowardly|legal lawful/illegal unlawful"
    "|healthy fit/sick ill unfit|clean/dirty filthy|easy simple/hard difficult tough|possible/impossible|cheap/expensive dear costly|big large huge enormous/small tiny little"
    "|long tall/short|high/low|fast quick/slow|early/late|young/old elderly|new/old|hot warm/cold cool|wet/dry|full/empty|heavy/light|dark/bright light"
    "|black/white|male/female|public/private|foreign/domestic|rural/urban|guilty/cleared innocent|alive/dead|open/secret closed|happy glad delighted cheerful/sad miserable"
    "|proud/ashamed|calm/angry furious|kind gentle/cruel brutal|friendly/hostile|loyal faithful/disloyal|generous/greedy mean|beautiful lovely handsome/ugly"
    "|popular/hated unpopular|useful/useless|necessary essential vital/needless unnecessary|optimistic/pessimistic|temporary/permanent|partial/total complete"
    "|major/minor|careful cautious/careless reckless|lenient mild soft merciful/harsh severe strict|fair just/unfair unjust|evasive vague/candid frank truthful clear"
    "|deliberate intentional/accidental|voluntary/compulsory mandatory|certain sure/doubtful uncertain|clear obvious/unclear obscure|common/rare|ordinary normal/strange odd"
    "|deep/shallow|wide/narrow|thick/thin|fresh/stale rotten|ripe/rotten|sharp/blunt|smooth/rough|tight/loose|sober/drunk|awake/asleep|single/married|pregnant/barren"
    "|quiet silent/loud noisy|polite/rude|modest humble/arrogant|lazy idle/hardworking|patient/impatient|perfect/flawed|reliable/unreliable|satisfied content/dissatisfied"
    "|stable/unstable|solvent/insolvent bankrupt|profitable/unprofitable|genuine real authentic/forged fake false bogus counterfeit|calm/stormy|sweet/bitter sour|ready/unready|solid/hollow|straight/crooked|effective/ineffective|successful/unsuccessful|relevant/irrelevant|transparent/opaque"
    "|powerful/powerless|hopeful/hopeless|thoughtful/thoughtless|grateful/ungrateful|willing/unwilling reluctant|exciting interesting thrilling/boring dull tedious"
    "|serious/trivial|tragic/comic funny|guilty/blameless|worthy/worthless|overpaid/underpaid|overrated/underrated|rotten/sound|holy/wicked"
    # where, when and whither
    "|north/south|east/west|northern/southern|eastern/western|left/right|inside indoors/outside outdoors|top/bottom|front/back|day/night|morning/evening"
    "|man/woman|men/women|boy/girl|boys/girls|mother/father|son/daughter|brother/sister|husband/wife|king/queen|uncle/aunt"
    "|for/against|favor/against|with/without|to/from|into/from|by/to|by/against|in/without|on/under|forward forwards/backward backwards|together/apart|yes/no|before/after"
    "|upstairs/downstairs|uphill/downhill|ahead/behind|near close/far"
)


def _pairs() -> Iterator[frozenset[str]]:
    for row in _ROWS.split("|"):
        for one, other in combinations([side.split() for side in row.split("/")], 2):
            yield from (frozenset(pair) for pair in product(one, other))


OPPOSITES = frozenset(_pairs())
