"""Posts written for these tests: reports and noise from other trades than software, long ones among them.

`KEPT` and `NOISE` were at hand while the rules were made; the held-out ones were judged once, afterwards.
"""

KEPT = [
    (
        "Thawed 48 vials from the back of the freezer, oldest first. 31 grew, 9 grew slowly, 8 were "
        "dead. Age explained nothing; every dead one came from the shelf by the door.\n\nWe had blamed "
        "the medium for a year. The fix is a strip of tape on the shelf that says do not use."
    ),
    (
        "Seedlings under the new lamps, three trays each:\n\nRed only: 11 cm, leggy\nRed and blue: 7 "
        "cm, stout\nWhite: 8 cm, half the electricity\n\nNobody at the bench had tried plain white "
        "because it is not in the paper."
    ),
    (
        "I read the 64 tenancy disputes that our clinic closed last year. In 39 of them the outcome "
        "turned on one dated photograph. We now give every new tenant a card that says: on the first "
        "day, photograph the walls, and send the pictures to yourself. Filed complaints are down by a "
        "third since March."
    ),
    (
        "A small firm (conveyancing, 6 solicitors) let me time their week. Drafting was 9% of it. "
        "Chasing other people's signatures was 34%. They had a quote on the desk for a drafting tool."
    ),
    (
        "Marked the same 30 essays twice, a fortnight apart, without looking at my first marks. I "
        "agreed with myself on 17. The ones I moved most were the ones I had marked after lunch. I am "
        "not going to stop marking, but I no longer think that a single mark means what the "
        "certificate says it means."
    ),
    (
        "Year 9, two groups, fractions. One group got worked examples with a step missing, the other "
        "got full ones. A month later: missing step 71%, full 58%. It cost nothing but my colour "
        "printer."
    ),
    (
        "Returns on the bench this quarter: 212 boards. 140 had nothing wrong with them. 51 had the "
        "same cracked capacitor, 21 were dropped.\n\nThe 140 are the interesting pile. Every one had "
        "been reset by holding a button that the manual calls optional."
    ),
    (
        "Moved the test pads two millimetres to the left and the fixture yield went from 81% to 97%. "
        "No new firmware, no new parts. The old pads sat where the operator's thumb goes."
    ),
    (
        "We put the same form before 18 people at the library, once on paper and once on a tablet. "
        "Paper: 4 mistakes. Tablet: 15, of which 12 were in the date. People over sixty were not "
        "slower, they were more careful."
    ),
    (
        "Threw away the icon set after watching nine warehouse pickers use it. Not one could say what "
        "the lozenge meant. Words in capitals, bigger than looked decent, cut mispicks from 3.1% to "
        "0.8%."
    ),
    (
        "Went through two years of my own invoices: 61 sent, 44 paid late, median delay 23 days. The "
        "late ones have nothing in common except that I sent them on a Friday. Since May I send on "
        "Tuesday and the median is 6."
    ),
    (
        "A bakery I advise asked why cash is short in a record year. Flour is paid in 14 days, hotels "
        "pay in 60. Every new hotel makes it worse. They signed three in spring."
    ),
    (
        "What I got wrong about the pilot: I counted logins. The wards with the most logins were the "
        "wards where the printer was broken. The two wards that used it least had pinned its one "
        "useful page to the wall."
    ),
    (
        "Translated 40 pages by hand, 40 with a machine and a red pen. By hand 22 hours, with the "
        "machine 9. A reader who did not know which was which found 13 slips in mine and 11 in the "
        "other. I have lowered my price."
    ),
    (
        "Asked 27 people who cancelled their choir membership why. 3 named the fee. 16 said that "
        "nobody rang when they missed a rehearsal. We have a rota for ringing now."
    ),
    (
        "Our drone survey missed 6 of the 20 nests that we had marked on foot. All six were under ivy. "
        "Infrared found five of them at dawn and none at noon, so the flight plan is now a sunrise "
        "plan."
    ),
    (
        "Correction to my thread of last month. I said that the cheaper enzyme works as well. It does "
        "in fresh tissue; in anything frozen we get 40% of the yield. Sorry to the two labs who "
        "ordered a litre."
    ),
    (
        "Small shop, 5 people. We stopped quoting from memory in June and wrote every estimate beside "
        "the real hours. 33 jobs so far. We are right about welding, 20% low on wiring, and our "
        "guesses about paint are noise."
    ),
    (
        "Three things I look for when a contract lands on my desk: who can end it, how much notice, "
        "and who pays if both are wrong. The rest can be repaired with a letter. Most drafts spend 30 "
        "pages on the rest."
    ),
    (
        "Kept a log of every interruption in theatre for ten lists. 112 of them, one each four "
        "minutes. A third were the same question about the next patient, which a whiteboard by the "
        "door would answer. It went up on Monday; the next list had 41."
    ),
    (
        "merged two reading groups, 14 and 11 people. attendance fell to 9 in three weeks. split them "
        "again and it is back at 24. past a dozen, people assume that somebody else has read it"
    ),
    (
        "Why our ceramic filter failed in the field: every test used tap water. The river carries silt "
        "of 4 microns and the pores are 5. Two days with a microscope would have told us what eleven "
        "months did."
    ),
]

NOISE = [
    (
        "We just passed 40 people 🎉🎉 In ONE year!! Only rockstars, no egos, all heart ❤️ If you are a "
        "unicorn who eats problems for breakfast, we are hiring like crazy. My inbox is open, tell me "
        "why you are the best!"
    ),
    (
        "Thrilled to announce that I have joined an amazing team on an incredible journey. So grateful "
        "to everyone who believed in me. Dreams do come true. Onwards! 🚀 #blessed #newbeginnings #team"
    ),
    (
        "Honoured to be named among the 30 most inspiring leaders of the year 🏆 Could not have done it "
        "without my wonderful team. The best is yet to come!!"
    ),
    "Coffee or tea while you code? Wrong answers only 👇 Tag a friend who needs to see this!",
    "Hot take: books are overrated. Agree or disagree? Tell me in the comments 👇👇",
    "Like if you think remote work is the future. Share if you are already living it.",
    (
        "10 habits that made me a millionaire by 25 🧵 1. I wake up at 4. 2. I never say no to myself. "
        "3. I read my goals aloud. Follow me for more and repost to help someone today ♻️"
    ),
    "Name one founder who inspires you. I will go first. Drop yours below! 👇",
    ("Comment GROWTH and I will send you my 90-page playbook for free. Must be following so I can message you."),
    (
        "My toaster got a software update this morning and now it asks me to rate my toast. I gave it "
        "two stars and it burned the next slice. I think we are in a relationship."
    ),
    "My robot vacuum has stopped under the sofa and will not discuss it. Same, buddy. Same.",
    ("Asked the assistant to write my wedding vows. Married the assistant instead, the reviews were better 😂"),
    (
        "ABSOLUTELY UNREAL SCENES AT THE GROUND TONIGHT!!! 3-0 DOWN AND WE WIN IT 4-3!!! I HAVE NO "
        "VOICE LEFT AND I REGRET NOTHING!!! BEST NIGHT OF MY LIFE!!!"
    ),
    (
        "Ran 21 km in 1:52, two minutes off my best. Legs like lead at 15, then a lady with oranges "
        "saved me. Shoes are done after 800 km. Pizza tonight, sofa tomorrow, and the next one is in "
        "April."
    ),
    (
        "Nine hours, three trains, two sandwiches and one very loud baby later: we made it to the "
        "coast. The flat has a view of the harbour and the kids have already found 14 crabs."
    ),
    (
        "Soup for six: 2 onions, 4 carrots, 1 kg of tomatoes, a handful of basil. Roast it all at 200 "
        "degrees for forty minutes, blend, add cream. My grandmother would have used half the salt and "
        "twice the butter."
    ),
    ("LAST CHANCE ⏰ my masterclass closes at MIDNIGHT. 60% off. 2,000 students. Zero excuses. Grab your spot 👉"),
    ("Doors open tomorrow! Early bird tickets are nearly gone, 25% off with the code EARLY. See you there 🎟️"),
    ("good morning to the dreamers, the builders and the late risers ☀️ today is yours, go and get it 💪"),
    ("They raised the tax again and the minister smiles on television. 40 years I have paid in, and for what?"),
    ("If you are under 30 and not building with AI right now you are already dead. Wake up. Nobody is coming."),
    ("AI will change everything. Nothing will ever be the same. The future is here and most people have no idea. 🤯🔥"),
    (
        "THREAD: 17 AI tools that feel ILLEGAL to know 🤯 Number 9 will blow your mind. Bookmark this "
        "before it gets deleted 🔖👇"
    ),
    "Monday motivation: winners never quit and quitters never win. Crush it! 💯",
]

HELD_OUT_KEPT = [
    (
        "Dissected 90 owl pellets with the sixth form. 71 held voles, 12 shrews, 4 a bird, 3 nothing I "
        "could name. Ten years ago the same barn gave us one shrew in every three. Same owls, or their "
        "daughters; another field."
    ),
    (
        "We ran the gel at two voltages because the queue was long. At the higher one the bands smear "
        "above 3 kb and are fine below. So for genotyping it saves 50 minutes a run, and for anything "
        "large it costs a repeat."
    ),
    (
        "Tribunal notes. Of 46 unfair dismissal files in our office 8 ever had a hearing. The rest "
        "settled, half of them in the last week. If you draft for a hearing you write for the 8; I now "
        "write the opening letter first."
    ),
    (
        "The clause everyone copies from the 2011 template assumes a fax machine. I found it in 19 of "
        "25 leases. Notice by fax to a number that no longer exists is still notice, said the judge, "
        "to some surprise."
    ),
    (
        "Spelling, 52 children, one term. Group A wrote each word out five times. Group B wrote it "
        "once, covered it, and tried again the day after. A 61%, B 78% in the last week of term. The "
        "children in B liked it less."
    ),
    (
        "Stopped giving grades on first drafts in October. Second drafts are 30% longer and the "
        "questions at my desk have changed from what did I get to what did you mean. Three parents "
        "complained, one has since apologised."
    ),
    (
        "Battery pack, 400 cycles. Charged to 100%: 82% left. Charged to 80%: 94% left. Users said "
        "that they wanted the longest day. When we made 80 the default and put the switch one screen "
        "away, 6% ever flipped it."
    ),
    (
        "Connector post-mortem. It was rated for 500 matings; our technicians plug it 12 times a "
        "shift. Nobody did that sum until the returns came, all of them eight weeks old. Rated life "
        "divided by the real rate, on page one, from now on."
    ),
    (
        "Read the receipts of 31 households for our budgeting app. 22 keep a second list on paper, on "
        "the fridge, and trust that one. We had been measuring how long they spend in the app. The "
        "fridge wins on every measure that matters."
    ),
    (
        "Signage test at the hospital: of 40 visitors 26 walked past the big board and asked the "
        "porter. He had drawn a map on the back of a menu. We printed the porter's map and the "
        "questions fell to 9."
    ),
    (
        "A co-op (72 members, vegetables) showed me its books. The boxes lose 40p each. The café that "
        "sells what does not fit into a box makes all the money. They were about to close the café "
        "because it is a distraction."
    ),
    (
        "My forecast book, five years on: 118 calls on small caps with a probability beside each. What "
        "I called 90% came in at 68%. What I called 60% came in at 61%. I am only worth hearing when I "
        "am unsure."
    ),
    (
        "surveyed the old bridge with a phone on a stick, 340 photographs, then with the rented "
        "scanner. they differ by 6 mm at worst. the scanner costs 900 a day and does not fit under the "
        "arch"
    ),
    (
        "What the wind tunnel could not tell us: riders sit up when they are tired. Our helmet is best "
        "for the first 20 minutes and worse than the old one afterwards. The brochure was printed "
        "already."
    ),
    (
        "Fermentation diary, batch 7 to 19. Two variables that I thought mattered, did not: water and "
        "jar. One that I had never written down did: whether the lid was opened on day two. Twelve "
        "batches to learn to write down everything."
    ),
    (
        "If the pharmacist has to ring the ward, the discharge waits 74 minutes on average. If she "
        "stands on the ward round, it waits 20. She costs the same in both places. It took a stopwatch "
        "and a fortnight to say so."
    ),
]

HELD_OUT_NOISE = [
    (
        "Team dinner with 12 of the smartest people I know 🥂 From a garage to this in 18 months. We "
        "are not a company, we are a family. Oh, and we're hiring: only the top 1% need apply 😉"
    ),
    ("So proud and humbled to receive the award for rising star of the year 🌟 Thank you to everyone who voted!!"),
    ("Would you rather fight one horse-sized server or a hundred duck-sized ones? Answers below, funniest one wins."),
    "Unpopular opinion: meetings should be illegal. Who is with me? Retweet if you agree 🙌",
    "Tag the colleague who still uses tabs 😂😂 You know who you are!",
    "Reply with your startup and I will roast it. First 50 only. Must follow.",
    (
        "I made 12k last month while sleeping. No degree, no boss, no excuses. The system is simple "
        "and I teach it in my free webinar, only 100 places. DM me the word FREEDOM 💸"
    ),
    ("The printer has become sentient and all it wants is cyan. I understand it now. I too want only cyan."),
    "My smart watch told me to breathe. I have been doing that for years without a subscription.",
    (
        "PENALTY IN THE LAST MINUTE AND HE PUTS IT INTO THE CAR PARK!!! THIRTY YEARS I HAVE FOLLOWED "
        "THIS CLUB!!! THIRTY!!! SOMEBODY TAKE MY SEASON TICKET!!!"
    ),
    (
        "Four days on the ridge with the boys. 62 km, 3,100 metres up, one bottle of whisky, no "
        "signal. Blisters the size of coins. Already planning the next one, and somebody else is "
        "carrying the tent."
    ),
    (
        "Banana bread again. Three bananas, 200 g of flour, two eggs, far too much chocolate. 55 "
        "minutes at 170. The children ate half of it warm and the dog got the corner that fell down."
    ),
    ("FLASH SALE ⚡ everything 30% off till Sunday, free shipping over 50. Shop now, link in profile 🛍️"),
    "happy friday legends!! drink some water, hug somebody, log off early 💛",
    ("Our whole government could not run a bath. Twelve years of this and the trains still do not come."),
    ("The robots are coming and you are worried about your CV? Wake up people!!! 🤖🔥 Everything changes NOW."),
    "20 websites that will make you feel like a genius 🧠 Save this post, thank me later 👇",
    "Dream big. Start small. Act now. That is it, that is the post. 🚀",
]
