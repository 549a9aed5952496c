"""Sentences of our own that decks are made of when they are measured: twelve languages, long words, emoji."""

from collections.abc import Mapping

# Each language: headings, statements, a quotation and a question.
Texts = tuple[tuple[str, ...], tuple[str, ...], str, str]

TEXTS: Mapping[str, Texts] = {
    "en": (
        ("Evaluation comes before features", "Retrieval is not memory", "Pricing follows the job"),
        (
            "Teams that wrote twenty test cases before the first prompt shipped in half the time, because nobody had "
            "to argue about whether the new version was better.",
            "A weekly run of the tests caught 73% of the regressions that customers would otherwise have met.",
            "The judge model agreed with two human graders on clear failures, but it was no better than a coin on "
            "answers that were merely dull.",
            "Moving from seats to outcomes raised revenue to $1.4 million in a year, while support tickets about the "
            "bill fell by half.",
            "Chunking by speaker turn beat fixed windows on every transcript that we tried, by 11 points of recall.",
            "A free tier brought signups; it brought no one who stayed for a month.",
            "Nobody asked for the feature that took the longest to build.",
            "Five calls a week were enough to hear the same complaint three times 🎧, and the third was the dearest.",
        ),
        "An agent is an intern with the keys to the building 🏢 and no fear of being sacked.",
        "How many examples are enough before a number means anything?",
    ),
    "de": (
        ("Erst messen, dann bauen", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "Preise"),
        (
            "Wer zwanzig Testfälle schrieb, bevor die erste Anweisung stand, lieferte in der halben Zeit, weil niemand "
            "darüber streiten musste, ob die neue Fassung besser sei.",
            "Das Wort Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverwaltung zerfiel in neunzehn Stücke.",
            "Ein wöchentlicher Lauf der Prüfungen fing 73 % der Rückschritte, die sonst Kunden getroffen hätten.",
            "Die Geschwindigkeitsbegrenzungsüberschreitungswahrscheinlichkeitsberechnung war in keiner Woche genauer.",
            "Niemand hatte nach der Funktion gefragt, deren Bau am längsten dauerte.",
            "Rabatte lehrten die Käufer, auf das Ende des Quartals zu warten.",
        ),
        "Man verkauft das Loch und nicht den Bohrer, und gewiss nicht den Strom, den der Bohrer verbraucht.",
        "Übersteht das die zwanzigste Einstellung?",
    ),
    "fr": (
        ("Mesurer avant de construire", "La mémoire n’est pas la recherche", "Le prix suit le travail"),
        (
            "Les équipes qui ont écrit vingt essais avant la première consigne ont livré en deux fois moins de temps.",
            "Une page absente ressemble exactement à une page qui dit non : la recherche ne sait pas la différence.",
            "Les remises ont appris aux acheteurs à attendre la fin du trimestre, si bien qu’on les a supprimées.",
            "L’appel du mardi révèle trois fois la même plainte, et la troisième est toujours la plus coûteuse.",
            "Personne n’avait demandé la fonction dont la construction a pris le plus de temps.",
        ),
        "On vend le trou, pas la perceuse, et encore moins l’électricité qu’elle consomme en réfléchissant.",
        "Combien d’exemples faut-il avant qu’un nombre veuille dire quelque chose ?",
    ),
    "ru": (
        ("Сначала проверка, потом возможности", "Поиск не память", "Цена следует за работой"),
        (
            "Команды, которые написали двадцать проверок до первой подсказки, выпустили продукт вдвое быстрее.",
            "Еженедельный прогон поймал 73% ошибок, с которыми иначе столкнулись бы покупатели.",
            "Бесплатный тариф привёл людей, но никто из них не остался и на месяц.",
            "Скидки научили покупателей ждать конца квартала, и основатели отменили их совсем.",
            "Длинный контекст всё ещё теряет середину: факты из неё пропадали втрое чаще.",
        ),
        "Продают отверстие, а не дрель, и уж точно не электричество, которое она тратит на раздумья.",
        "Кто забывает нарочно и по какому правилу?",
    ),
    "el": (
        ("Πρώτα η μέτρηση", "Η αναζήτηση δεν είναι μνήμη", "Η τιμή ακολουθεί τη δουλειά"),
        (
            "Όσες ομάδες έγραψαν είκοσι δοκιμές πριν από την πρώτη οδηγία παρέδωσαν στον μισό χρόνο.",
            "Μια σελίδα που λείπει μοιάζει ακριβώς με μια σελίδα που λέει όχι.",
            "Οι εκπτώσεις έμαθαν τους αγοραστές να περιμένουν το τέλος του τριμήνου.",
            "Κανείς δεν ζήτησε τη λειτουργία που χρειάστηκε τον περισσότερο χρόνο.",
        ),
        "Πουλάμε την τρύπα και όχι το τρυπάνι, ούτε το ρεύμα που ξοδεύει όσο σκέφτεται.",
        "Πόσα παραδείγματα αρκούν πριν σημαίνει κάτι ένας αριθμός;",
    ),
    "ar": (
        ("القياس قبل البناء", "البحث ليس ذاكرة", "السعر يتبع العمل"),
        (
            "الفرق التي كتبت عشرين اختبارا قبل أول تعليمات سلمت في نصف الوقت لأن أحدا لم يجادل في أن النسخة أفضل.",
            "الوكيل الذي لا يستطيع أن يقول لا أعرف سيقول أي شيء.",
            "الصفحة الغائبة تشبه تماما الصفحة التي تقول لا.",
            "علمت التخفيضات المشترين أن ينتظروا نهاية الربع، فألغاها المؤسسون تماما.",
            "لم يطلب أحد الميزة التي استغرق بناؤها أطول وقت 🎯.",
        ),
        "نبيع الثقب لا المثقاب، ولا الكهرباء التي يستهلكها وهو يفكر.",
        "كم مثالا يكفي قبل أن يعني الرقم شيئا؟",
    ),
    "he": (
        ("קודם מודדים", "חיפוש אינו זיכרון", "המחיר הולך אחרי העבודה"),
        (
            "צוותים שכתבו עשרים בדיקות לפני ההנחיה הראשונה סיימו בחצי מהזמן, כי איש לא התווכח אם הגרסה טובה יותר.",
            "דף חסר נראה בדיוק כמו דף שאומר לא.",
            "ההנחות לימדו את הקונים לחכות לסוף הרבעון.",
            "איש לא ביקש את היכולת שבנייתה ארכה יותר מכול.",
        ),
        "מוכרים את החור ולא את המקדחה, ובוודאי לא את החשמל שהיא צורכת.",
        "כמה דוגמאות מספיקות לפני שמספר אומר משהו?",
    ),
    "hi": (
        ("पहले नाप, फिर निर्माण", "खोज स्मृति नहीं है", "मूल्य काम के साथ चलता है"),
        (
            "जिन टोलियों ने पहले निर्देश से पहले बीस परीक्षण लिखे, उन्होंने आधे समय में काम पूरा किया।",
            "जो पन्ना नहीं मिला, वह ठीक वैसा दिखता है जैसा मना करने वाला पन्ना।",
            "छूट ने ग्राहकों को तिमाही के अंत की प्रतीक्षा करना सिखाया, इसलिए संस्थापकों ने उसे बंद कर दिया।",
            "जिस सुविधा को बनाने में सबसे अधिक समय लगा, उसे किसी ने माँगा ही नहीं था।",
        ),
        "हम छेद बेचते हैं, बरमा नहीं, और वह बिजली तो बिलकुल नहीं जो वह सोचते हुए खर्च करता है।",
        "कितने उदाहरण पर्याप्त हैं इससे पहले कि कोई संख्या कुछ कहे?",
    ),
    "th": (
        ("วัดก่อนสร้าง", "การค้นหาไม่ใช่ความจำ", "ราคาตามงาน"),
        (
            "ทีมที่เขียนชุดทดสอบยี่สิบข้อก่อนคำสั่งแรกส่งงานได้ในครึ่งเวลาเพราะไม่มีใครต้องเถียงกันว่ารุ่นใหม่ดีกว่าหรือไม่",
            "หน้าที่หายไปดูเหมือนกับหน้าที่ตอบว่าไม่ทุกประการ",
            "ส่วนลดสอนให้ผู้ซื้อรอปลายไตรมาสดังนั้นผู้ก่อตั้งจึงเลิกให้ส่วนลด",
            "ไม่มีใครขอความสามารถที่ใช้เวลาสร้างนานที่สุด",
        ),
        "เราขายรูไม่ใช่สว่านและแน่นอนว่าไม่ใช่ไฟฟ้าที่สว่านใช้ขณะคิด",
        "ต้องมีตัวอย่างกี่ตัวอย่างก่อนที่ตัวเลขจะมีความหมาย",
    ),
    "zh": (
        ("先评估，再开发", "检索不是记忆", "价格随工作而定"),
        (
            "在写第一条提示之前先写二十个测试用例的团队，只用一半时间就交付了，因为没有人需要争论新版本是否更好。",
            "缺失的页面看起来和说“不”的页面完全一样。",
            "折扣教会买家等到季度末，于是创始人干脆取消了折扣。",
            "花最长时间开发的功能，从来没有人要求过。",
            "每周五次通话足以三次听到同样的抱怨，而第三次总是代价最高的一次。",
        ),
        "我们卖的是孔，不是钻头，更不是钻头思考时所用的电。",
        "要有多少例子，一个数字才有意义？",
    ),
    "ja": (
        ("評価が先、機能は後", "検索は記憶ではない", "価格は仕事に従う"),
        (
            "最初の指示文を書く前に二十の試験を書いたチームは、新しい版が良いかどうかを争う必要がなく、半分の時間で出荷した。",
            "見つからない頁は、否と答える頁とまったく同じに見える。",
            "値引きは買い手に四半期末を待つことを教え、創業者はそれをやめた。",
            "もっとも時間のかかった機能を求めた人は誰もいなかった🎌。",
        ),
        "売るのは穴であってドリルではなく、ましてドリルが考える間に使う電気ではない。",
        "数字が意味を持つまでに、例はいくつあれば足りるのか。",
    ),
    "ko": (
        ("먼저 평가하고 나중에 만든다", "검색은 기억이 아니다", "가격은 일을 따른다"),
        (
            "첫 지시문을 쓰기 전에 시험 스무 개를 쓴 팀은 새 판이 나은지 다툴 필요가 없어 절반의 시간에 내놓았다.",
            "찾지 못한 쪽은 아니라고 답하는 쪽과 똑같이 보인다.",
            "할인은 구매자에게 분기 말을 기다리라고 가르쳤고 창업자들은 할인을 그만두었다.",
            "가장 오래 걸린 기능은 아무도 요청하지 않았다.",
        ),
        "우리는 드릴이 아니라 구멍을 판다. 드릴이 생각하며 쓰는 전기는 더더욱 아니다.",
        "숫자가 뜻을 가지려면 예가 몇 개나 있어야 하는가?",
    ),
}
