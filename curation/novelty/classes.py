"""Closed classes of English words, by what they tell of change and time. Data only; no list names a subject."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RISING = words(
    """rise rises rose risen increase increases increased grow grows grew grown climb climbs climbed raise raised
    raises gain gains gained up"""
)
FALLING = words(
    """fall falls fell fallen decrease decreases decreased drop drops dropped shrink shrinks shrank shrunk decline
    declines declined cut cuts lower lowers lowered down"""
)
MOVING = words("move moved moves postpone postponed delay delayed switch switched push pushed bring brought")
# What says that something has become otherwise.
CHANGES = words(
    """now already anymore meanwhile update updated updates upgraded latest newest doubled tripled halved replaced
    replaces renamed becomes became today currently"""
)
REVISED = words("revised corrected restated correction revision revises")
# Of what happens once: its date is a fact about it.
ONCE = words(
    """built founded born died opened established invented launched began started completed finished constructed
    incorporated inaugurated demolished created"""
)
# Of what lies ahead, or comes by the calendar: its date can be moved.
AHEAD = words("will is due planned scheduled set opens starts launches begins ships ends")
# Of how things stand: what stands so today may stand otherwise in a month.
STANDING = words(
    """is are has have costs cost stands employs employ holds hold charges charge weighs owns own sells sell runs run
    uses use needs need serves serve takes take reads counts count offers offer makes pays ships supports"""
)
# What opens a sentence that tells of no fact: an example, or a list to come.
SUPPOSES = words("imagine suppose picture say assume consider here here's")
CARRIERS = words(
    """employ employs employed stand stands stood reach reaches reached total totals totalled number numbers amount
    amounts amounted cost costs price priced charge charges charged just only about roughly nearly still also again
    too as well even people hire hires hired"""
)
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday yesterday tomorrow tonight")
_YEAR = "january february march april may june july august september october november december"
MONTHS = tuple(_YEAR.split())
# A figure behind one of these tells which, not how much.
WHICH = words(
    """chapter step episode part page room hall pier lift gate line floor grade phase level question figure
    lecture lesson day week sprint"""
)
VERSIONS = words("version release edition v")
LIGHT = RISING | FALLING | MOVING | CHANGES | REVISED | CARRIERS
