"""In: a line. Out: the classes of function words it opens with, and whether it says "I". Pure.

Closed classes only, of English, German, French and Spanish: words that grammar owns and no subject does.
"""

import re

_OPENING = re.compile(r"[^\W\d_]+")
_CLASSES_TEXT = {
    "connective": (
        "so then but and because or nor yet however instead therefore thus hence also still besides meanwhile "
        "otherwise moreover furthermore similarly likewise conversely finally next later afterwards anyway plus "
        "except whereas though although either neither both first second third another even again "
        "aber und oder denn doch sondern dann deshalb deswegen darum daher trotzdem außerdem jedoch dennoch danach "
        "später schließlich dabei dafür dagegen damit davon dazu daran jetzt auch "
        "mais et ou donc or ni car puis ensuite alors pourtant cependant enfin aussi ainsi sinon "
        "pero y e o sino entonces luego después además también así finalmente"
    ),
    "pointer": (
        "this that these those it its they their them he she his her him such there here "
        "dies diese dieser dieses diesen diesem er sie es ihn ihm ihr ihre sein seine ihnen "
        "ce cet cette ces c ça cela il elle ils elles lui leur leurs son sa ses on "
        "este esta esto estos estas ese esa eso aquel él ella ellos ellas su sus le les lo"
    ),
    "definite": "the der die das den dem des l la las los el",
    "indefinite": "a an ein eine einen einem einer un une una unos unas",
    "subordinator": (
        "when if after before once since until as while unless where by with without for in on at to from of "
        "wenn als nachdem bevor seit während weil obwohl mit ohne für in auf von zu bei nach "
        "quand si après avant lorsque depuis parce avec sans pour dans sur à de en dès "
        "cuando antes desde mientras porque con sin para por"
    ),
    "quantifier": (
        "all each every everyone everybody everything most many much some somebody someone something several none "
        "nobody nothing no not only more less few other others any enough "
        "alle jeder jede jedes viele manche einige niemand nichts kein keine keiner nicht nur mehr jemand "
        "tous toutes tout chaque plusieurs personne rien aucun aucune pas quelqu "
        "todos todas todo cada varios nadie nada ningún alguien"
    ),
    "question_word": (
        "what who why how which whose is are does do did can could would should has have "
        "was wer warum wie wo welche kann hat ist que qui pourquoi comment où quoi est qué quién cómo dónde"
    ),
    "first_person": (
        "i we my our me us ich wir mein meine unser unsere je j nous mon ma mes notre nos yo mi mis nuestro"
    ),
    "second_person": "you your du dein deine tu vous votre vos tú usted",
    "number_word": (
        "one two three four five six seven eight nine ten zwei drei vier fünf deux trois quatre cinq dos tres cuatro"
    ),
}
_CLASS_OF = {word: name for name, words in reversed(_CLASSES_TEXT.items()) for word in words.split()}
_SAYS_I = re.compile(
    r"\b(?:I|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself|[Ww]e|[Oo]urs?|us|[Ii]ch|[Mm]ich|[Mm]ir|[Mm]ein\w{0,2}|[Ww]ir|[Uu]ns\w*|"
    r"[Jj]e|[Jj]['’]|[Mm]oi|[Mm]on|[Mm]a|[Mm]es|[Nn]ous|[Nn]os|[Nn]otre|[Yy]o|[Mm]is?|[Nn]uestr[oa]s?)\b"
)
_SOMEBODY = re.compile(
    r"\b(?:he|she|they|him|her|them|his|their|er|sie|ihn|ihm|ihr|il|elle|ils|lui|leur|él|ella|ellos|sus?)\b"
)


def opening_class(text: str) -> str:
    """The class of the first word; empty for a word that carries meaning."""
    match = _OPENING.search(text[:40])
    return _CLASS_OF.get(match[0].lower(), "") if match else ""


def says_i(text: str) -> bool:
    return bool(_SAYS_I.search(text))


def speaks_of_somebody(text: str) -> bool:
    """A pronoun of the third person, whoever it stands for."""
    return bool(_SOMEBODY.search(text))
