"""Closed lists of English words, to tell phrases from the words between them. Data only.

General words alone: nothing here names a subject.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES = _words("the a an my your his her its our their")

HAVE_AND_BE = _words("have has had having am is are was were be been being")

SUBJECTS = _words("i you he she it we they who what which that")

DETERMINERS = _words(
    """a an the this that these those my your his her its our their some any no every each either neither
    another other such both all most more less fewer many much few several enough what which whose own
    same"""
)

PREPOSITIONS = _words(
    """of in on at for with by from about into over under between among through during before after
    against within without across toward towards behind beyond near per via than like as upon off onto
    beside around inside outside above below along despite except until till since"""
)

PRONOUNS = _words(
    """i you he she it we they me him them us mine yours hers ours theirs myself yourself himself herself
    itself ourselves yourselves themselves who whom whoever someone somebody anyone anybody everyone
    everybody nobody something anything everything nothing one ones none there here whatever whichever
    y'all ya"""
)

AUXILIARIES = _words(
    """am is are was were be been being do does did done doing have has had having can could will would
    shall should may might must ought cannot gonna wanna gotta isn't aren't wasn't weren't don't doesn't
    didn't haven't hasn't hadn't can't couldn't won't wouldn't shouldn't mustn't ain't let's"""
)

CONJUNCTIONS = _words(
    """and or but nor so yet if because although though while whereas unless whether when whenever where
    wherever why how then else plus vs versus to not"""
)

FILLERS = _words(
    """um uh er erm hmm mm mhm yeah yep yes nope okay ok oh ah ooh wow hey hi hello well right sure
    anyway anyways basically actually literally really honestly obviously definitely probably maybe
    perhaps quite rather pretty very too just only even still also again already almost always never ever
    often sometimes usually once twice now today tomorrow yesterday later soon ago away back out up down
    together else instead kind sort lot lots bit bunch couple guess mean thanks thank please sorry etc
    rid eg ie e.g i.e kinda sorta gotcha exactly totally absolutely especially mostly mainly simply
    merely certainly clearly nearly hardly otherwise therefore however meanwhile finally eventually
    recently currently generally typically particularly specifically apparently particular certain
    various whole entire last next previous further former latter per cent percent least number amount
    quote unquote et cetera monday tuesday wednesday thursday friday saturday sunday january february march
    april june july august september october november december mr mrs ms dr prof sir amp gt lt http https www com"""
)

NUMERALS = _words(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen tens twenty thirty forty fifty sixty seventy eighty ninety hundred
    hundreds thousand thousands million millions billion billions trillion trillions dozen dozens half
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"""
)

VAGUE_NOUNS = _words(
    """thing things stuff way ways time times day days week weeks month months year years hour hours
    minute minutes people person guy guys man men woman women someone part parts place point points case
    cases example examples reason reasons fact question questions answer answers idea ideas word words
    sense side end start beginning rest top bottom middle name names piece pieces level kinds sorts
    type types matter moment morning evening night afternoon life world version form area areas issue
    issues problem problems result results difference episode podcast transcript newsletter tweet tweets
    thread post posts"""
)

# What is counted, and in what: as the head of a name, these say how much and not of what.
MEASURES = _words(
    """percentage percentages pound pounds dollar dollars euro euros cent cents pence metre metres meter meters
    mile miles kilometre kilometres inch inches feet acre acres hectare hectares litre litres gallon gallons
    gram grams kilo kilos kilogram kilograms ton tons tonne tonnes watt watts kilowatt kilowatts megawatt
    megawatts gigawatt gigawatts degree degrees byte bytes kilobyte kilobytes megabyte megabytes gigabyte
    gigabytes decade decades century centuries second seconds fortnight fortnights quarter quarters average
    averages total totals size sizes rate rates"""
)

# What is said of something: it says nothing of what that is.
TALK = _words(
    """discussion discussions argument arguments conversation conversations comment comments opinion opinions debate
    debates talk talks remark remarks"""
)

# What anything may have: alone, these name nothing.
ASPECTS = TALK | _words(
    """trend trends progress impact impacts process processes choice choices change changes effect effects
    property properties feature features term terms category categories class classes step steps goal goals
    function functions factor factors aspect aspects basis base bases equivalent equivalents representation
    representations analogy analogies approach approaches method methods detail details option options element
    elements benefit benefits advantage advantages concept concepts context contexts situation situations
    activity activities attempt attempts experience experiences reaction reactions perspective perspectives
    direction directions position positions line lines list lists page pages row rows column columns table
    tables pile piles gap gaps challenge challenges chance chances risk risks rule rules item items site sites"""
)

# What "they" may stand for, though no plural.
MANY = _words(
    """people everyone everybody someone somebody anyone anybody nobody children police staff team company
    government person who whoever each data both"""
)

WEAK_VERBS = _words(
    """accept accepts accepted add adds added adding agree agrees agreed allow allows allowed allowing
    appear appears appeared arrive arrived arrives ask asks asked asking became become becomes becoming
    begin begins began begun beginning believe believes believed believing bought break breaks broke
    broken bring brings brought bringing call called calls calling came come comes coming care cared
    cares carry carries carried catch caught choose chose chosen close closed consider considered
    continue continued continues cost could create creates created creating decide decided decides
    describe describes described depends depend did die died does drop dropped end ended ends enjoy exist
    exists expect expected expects explain explained explains fail failed fails fall falls fell feel
    feels felt feeling figure figured fill find finds finding found finish finished follow follows
    followed forget forgot forgotten gave get gets getting give gives given giving go goes going gone got
    gotten grew grow grown grows had happen happens happened happening hate hear hears heard held help
    helps helped helping hit hits hold holds hope hoped hopes imagine improve include includes included
    including keep keeps keeping kept kill knew know known knowing knows lack lay lead leads learn
    learned learns leave leaves leaving led left let lets letting lie like liked likes listen live lived
    lives living look looked looking looks lose loses lost love loved loves made make makes making manage
    matters mattered meant means meet meets met mention mentioned mind miss missed move moved moves
    moving need needed needing needs notice noticed open opened owe own owned owns paid pass passed pay
    pays pick picked picks play played plays prefer pretend prove proved provide provides provided pull
    pulled push pushed put puts putting ran reach reached read reads realise realised realize realized
    receive received recommend remember remembers remembered remove removed replace replaced replaces
    reply require required requires respond return returned run runs running said sat save saved saw say
    saying says see seeing seem seemed seems seen sell sells sold send sends sent serve set sets sees
    shall share shared show showed showing shown shows sit sits sleep solve solved sound sounds speak
    speaks spend spends spent spoke stand stands start started starting starts stay stayed stays stood
    stop stopped stops stuck suggest suggested suggests suppose supposed take taken takes taking talk
    talked talking talks taught teach tell telling tells tend tends think thinking thinks thought threw
    throw told took touch tried tries try trying turn turned turns understand understood use used uses
    using wait waited wake walk walked want wanted wanting wants wash watch watched went win wins wish
    won wonder worked works worry worried wear write writes wrote written"""
)

WEAK_ADJECTIVES = _words(
    """able actual additional afraid alone available aware bad best better big bigger biggest brilliant
    busy careful cheap cheaper clean clear close cold common complete completely cool correct crazy
    current dead deep different difficult dumb existing easier easy exact excellent excited expensive
    extra fair fake familiar fantastic far fast faster favorite favourite fine free fresh full fun funny
    general genuine glad good gorgeous great greater greatest half happy hard harder heavy high higher
    highest huge hot impossible incredible individual interested interesting kind large larger largest
    late latest less likely little long longer longest loud lovely low lower lowest lucky main massive
    mere mild minor modern nasty necessary new newer nice normal obvious odd old older open ordinary
    original perfect plain poor possible powerful present proper proud public quick quicker quiet rare
    ready real recent relevant responsible rich right rough sad safe separate serious sharp short shorter
    similar simple simpler single slight slow slower small smaller smallest smart special specific
    straight strange strong stronger stupid super sweet tall terrible thick thin tiny tired total tough
    true unable unlikely useful useless usual warm weak weird wide wild willing wonderful worse worst
    worth wrong young younger"""
)

SPEECH = _words(
    """says said say asks asked asking thinks thought told tells laughs laughed replied reckons argues
    argued claims claimed wrote writes suggested admits admitted mentioned explained explains believes
    believed"""
)

BETWEEN = DETERMINERS | PREPOSITIONS | PRONOUNS | AUXILIARIES | CONJUNCTIONS | FILLERS | NUMERALS
