"""Closed classes of English words, by what they do to a sentence. Data only; no list names a subject."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BE = _words("am is are was were be been being get gets got")
PAST = _words("was were had did")
FIRST_PERSON = _words("i me my mine myself we us our ours ourselves i'm i've i'd i'll we're we've we'd we'll")
THIRD_PERSON = _words(
    """he him his himself she her hers herself it its itself they them their theirs themselves this that these
    those one ones it's he's she's they're they've they'd they'll that's such there so"""
)
DETERMINERS = _words("a an the my your his her its our their this that these those no some any every each")
PREPOSITIONS = _words(
    """of in on at for with by from to about into over under between among through during before after against
    within without across toward towards behind beyond near per than as upon off onto beside around inside
    outside above below along despite except until till since like"""
)
OPENERS = _words(
    """and but or so nor yet because since although though while whereas if unless until when whenever where
    which who whom whose that whether then"""
)
PARTICLES = _words("up down out off away back over")
POINTERS = _words("last next this every each")
MODALS = _words("may might can could will would should shall must has have does do")
TIMES = _words(
    """last next this every each yesterday today tomorrow tonight now then later monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november december"""
)
ORDINALS = _words(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth last next previous"""
)
AMOUNTS = _words("half twice double triple thrice once quarter tenth percent")

# Verbs that put what follows into somebody's mouth or mind, by how that somebody stands to it.
_STANCES = {
    "holds": """say says said claim claims claimed argue argues argued insist insists insisted allege alleges
    alleged tell tells told write writes wrote maintain maintains maintained explain explains explained add adds
    added mention mentions mentioned suggest suggests suggested report reports reported admit admits admitted warn
    warns warned think thinks thought believe believes believed feel feels felt guess guesses guessed suspect
    suspects suspected assume assumes assumed reckon reckons reckoned fear fears feared predict predicts
    predicted swear swears swore accept accepts accepted agree agrees agreed read heard imagine imagines""",
    "doubts": "doubt doubts doubted deny denies denied question questions questioned dispute disputes disputed",
    "knows": """know knows knew find finds found show shows showed prove proves proved proven learn learns learned
    learnt discover discovers discovered realise realises realised realize realizes realized see sees saw
    confirm confirms confirmed""",
}
STANCES = {word: stance for stance, words in _STANCES.items() for word in words.split()}
# These take a thing as well as a clause: "found a way", "read the book".
PLAIN_TOO = _words(
    """add adds added accept accepts accepted agree agrees agreed admit admits admitted confirm confirms confirmed deny
    denies denied discover discovers discovered dispute disputes disputed doubt doubts doubted explain explains
    explained fear fears feared feel feels felt find finds found imagine imagines know knows knew learn learned learns
    learnt maintain maintains maintained mention mentioned mentions predict predicts predicted prove proved proven
    proves question questioned questions read heard report reported reports see sees saw show showed shows suggest
    suggested suggests suspect suspected suspects swear swears swore warn warned warns write writes wrote"""
)
AUXILIARIES = _words("do does did done have has had is was been also still really would")

# What makes of a fact something else. A word may stand for several: "could" is "may" or "can".
MOODS: dict[str, frozenset[str]] = {
    word: frozenset(moods.split())
    for words, moods in (
        ("may might perhaps maybe possibly", "maybe"),
        ("could", "maybe able would"),
        ("probably likely seem seems seemed appear appears appeared apparently presumably", "likely"),
        ("reportedly allegedly supposedly rumoured rumored", "hearsay"),
        ("would", "would"),
        ("should must ought", "ought"),
        ("can able", "able"),
        ("will shall 'll", "future"),
        (
            "plan plans planned hope hopes hoped want wants wanted expect expects expected intend intends intended "
            "aim aims aimed promise promises promised propose proposes proposed try tries tried attempt attempts "
            "attempted offer offers offered agreed decide decides decided consider considers considered going due "
            "recommend recommends recommended urge urges urged demand demands demanded request requests requested "
            "advise advises advised wish wishes wished threaten threatens threatened",
            "plan",
        ),
        ("refuse refuses refused fail fails failed unable decline declines declined forget forgot forgets", "failed"),
        ("if provided assuming", "if"),
        ("unless", "unless"),
        ("whether", "whether"),
        ("except", "except"),
        ("almost nearly", "nearly"),
        ("some several partly sometimes", "some"),
        ("few seldom rarely", "few"),
        ("most mostly usually majority", "most"),
        ("many often numerous", "many"),
        ("hardly barely scarcely", "hardly"),
    )
    for word in words.split()
}
# How many words of meaning after it a mood colours; the others reach to the end of the clause.
REACH = {"some": 1, "few": 1, "most": 1, "many": 1, "nearly": 1, "plan": 3, "failed": 3, "hardly": 2}
WHOLE = frozenset({"if", "unless", "except"})
INFINITIVE = frozenset({"plan", "failed"})

CONDITIONS = frozenset({("on", "condition"), ("long", "as"), ("provided", "that"), ("in", "case")})

CAUSE_AFTER = _words("because since")
CAUSE_BEFORE = _words("so therefore hence thus")

_FORMS = """be was were been am is are; beat beaten; become became; begin began begun; bend bent; bet; bind bound;
bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought; build built; burn burnt;
burst; buy bought; cast; catch caught; choose chose chosen; cling clung; come came; cost; creep crept; cut; deal dealt;
dig dug; do did done does; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat ate eaten; fall
fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden; forget
forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten; give gave given; go went gone; grind
ground; grow grew grown; hang hung; have had has; hear heard; hide hid hidden; hit; hold held; hurt; keep kept; know
knew known; lay laid; lead led; lean leant; learn learnt; leave left; lend lent; let; light lit; lose lost; make made;
mean meant; meet met; pay paid; put; quit; read; ride rode ridden; ring rang rung; rise rose risen; run ran; say said;
see saw seen; seek sought; sell sold; send sent; set; sew sewn; shake shook shaken; shine shone; shoot shot; show shown;
shrink shrank shrunk; shut; sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid; smell smelt; sow sown;
speak spoke spoken; spell spelt; spend spent; spin spun; split; spread; spring sprang sprung; stand stood; steal stole
stolen; stick stuck; sting stung; strike struck; swear swore sworn; sweep swept; swim swam swum; swing swung; take took
taken; teach taught; tear tore torn; tell told; think thought; throw threw thrown; understand understood; wake woke
woken; wear wore worn; weave wove woven; weep wept; win won; write wrote written"""
IRREGULAR = {form: verb[0] for verb in (part.split() for part in _FORMS.replace("\n", " ").split(";")) for form in verb}
PARTICIPLES = frozenset(verb[-1] for verb in (part.split() for part in _FORMS.replace("\n", " ").split(";")))
PASTS = frozenset(form for form, verb in IRREGULAR.items() if form != verb) | PAST
