"""Posts written for these tests, as a reader of AI, startups and product would meet them: kept or noise."""

KEPT = [
    (
        "We fine-tuned a small language model on 4,000 support tickets and it beat the large one we "
        "were renting."
    ),
    ("Reward hacking is not a bug of one lab: every benchmark that can be gamed is gamed within a month."),
    ("I mapped my own gut bacteria with a pocket sequencer and let an assistant write the analysis code."),
    (
        "Protein design used to need a wet lab and a year; three students did it with an open model "
        "over a summer."
    ),
    "Spaced repetition works because forgetting a little first makes the next recall stronger.",
    (
        "My rule for papers: read the figures, guess the method, then read the method to see where "
        "you were wrong."
    ),
    ("Take the job where you are the least experienced person in the room, and stay until you are not."),
    ("Nobody tells junior engineers that reading old pull requests is the fastest way to learn a codebase."),
    "We deleted our staging environment. Feature flags and fast rollbacks turned out to be safer.",
    "The best database migration is the one you can run twice without anybody noticing.",
    "Our onboarding asked eleven questions. We cut it to one and activation doubled.",
    "Talk to the customers who left. The ones who stayed will only tell you that they like you.",
    "Pricing is a product decision: the day we charged per seat, teams began to share one login.",
    "Founders overestimate the first launch and underestimate the tenth.",
    "A coding agent with a good test suite is worth more than a better agent without one.",
    (
        "I let an agent loose on our backlog for a week. It closed a third of the bugs and invented "
        "two new ones."
    ),
    ("Inference got ten times cheaper in a year, so the moat was never the model; it was the workflow."),
    "Venture funding buys you time, not demand. Most decks confuse the two.",
    "If a metric cannot embarrass you, it is not a metric, it is decoration.",
    "Remote teams do not need more meetings, they need better writing.",
    "Chip supply, not talent, decides which lab trains the next frontier model.",
    ("A radiologist told me the software did not replace her; it moved her work to the hard ten percent."),
    "Homework is over as an exam. Schools will have to grade what happens in the room.",
    ("The government should fund basic research in computing for decades, not startups for a quarter."),
    "Writing a design document is how I find out that I do not understand the design.",
    "Voice memos into a transcript into an outline: my best essays now start on a walk.",
    ("Open weights mean that a hospital can run the model without sending a patient record anywhere."),
    "Retrieval fails quietly: the model answers fluently from the wrong page.",
    "We interviewed forty nurses before writing a line of code, and threw away our first idea.",
    "Solar plus batteries is now the quickest way to power a new data centre.",
    (
        "What would a programming language look like if it were designed for models to write and "
        "people to read?"
    ),
    "An internship taught me less than six months of fixing bugs in an open source parser.",
    "Robots will learn to fold laundry from video long before anyone writes the rules for it.",
    "The cheapest growth channel we ever had was answering support mail within five minutes.",
    (
        "I stopped taking notes during talks and started writing three questions afterwards; I "
        "remember far more."
    ),
    ("CRISPR screens are now cheap enough that the bottleneck is deciding which hypothesis to test."),
    "Most senior engineers I know got there by owning one ugly system for two years.",
    ("Kubernetes was a mistake for our five-person team; a single server with systemd runs everything."),
    "Users do not want a chatbot in your app. They want the form to fill itself in.",
    "The first ten hires decide the culture; after that you can only edit.",
    (
        "Attention is quadratic, but your patience is not: most long-context demos fall apart past "
        "100k tokens."
    ),
    "We raised prices 40% and lost two customers out of three hundred.",
    "A good changelog is the best marketing a developer tool can have.",
    "Bootstrapping is underrated because nobody writes press releases about profit.",
    "Deliberate practice for programmers: rewrite a small tool from memory every month.",
    "GPU prices dropped again, and yet the waiting list for H100s is six weeks.",
    (
        "I learned more Spanish from one hour of talking than ten hours of an app. Same for code: "
        "talk to people."
    ),
    (
        "Transformers are eating weather forecasting: same accuracy as physics models at a thousandth"
        " of the cost."
    ),
    ("The UK risks trading its strength in fundamental research for short-term subsidies of industry."),
    ("Kill your dashboard. If nobody changed a decision because of it last month, it is a screensaver."),
    "Great taste is just having seen a lot of bad versions.",
    "Read old books for ideas and new papers for facts.",
    "Sequencing my own genome at home took a dining table, a kitchenette and a portable device.",
    "Most meetings are a sign that nobody wrote anything down.",
]

NOISE = [
    "Finally made the perfect carbonara tonight, the secret is taking the pan off the heat.",
    "Best tacos in town are behind the petrol station, do not tell anyone.",
    "This ramen broth simmered for eighteen hours and I would marry it.",
    "What a goal in the ninetieth minute, I am screaming, the whole pub is screaming!",
    "Our striker needs to be dropped before the derby on Sunday.",
    "Marathon done in the rain, knees gone, medal shiny.",
    "The minister lied again and the papers just printed it, shame on all of them.",
    "Imagine still voting for that party after what they did to the fishermen.",
    "Left or right, they all take the same holidays paid by the same people.",
    "Third week of rain and the garden has become a pond.",
    "First snow of the year and the dog has lost his mind.",
    "My daughter lost her first tooth today and negotiated for two coins.",
    "Mum turned seventy and danced longer than any of us.",
    "Why did the scarecrow win a prize? He was outstanding in his field.",
    "Me: I will go to bed early.\nAlso me at 3am: do penguins have knees\nMe: fascinating",
    "Waiter: how was everything?\nMe: lovely\nWaiter: you left the plate\nMe: lovely plate",
    (
        "A programmer, a priest and a duck walk into a bar.\nDuck: is the wifi free?\nPriest: only on "
        "Sundays\nProgrammer: works on my machine"
    ),
    "Boss: can you stay late?\nMe: of course\nBoss: great\nMe: oh you meant here",
    "@marie_k no idea what you are talking about, that was never the plan",
    "@tomwrites agreed, and the second chapter is even worse",
    "@openpolls @dailyquarrel you clearly did not read the report before shouting about it",
    "@jo happy birthday!!",
    "Good morning everyone, have a wonderful day!",
    "Happy Friday! What are your plans for the weekend?",
    "GIVEAWAY! Follow and retweet to win a pair of headphones, winner drawn Friday.",
    "50% discount on all hoodies until midnight, link in bio.",
    "So excited! New video is up, like and subscribe!",
    "lol",
    "This.",
    "Wow, just wow.",
    "The sunset over the harbour tonight was unreal.",
    "Our cat has decided that the laundry basket is her office now.",
    "New haircut, who dis?",
    "The final episode ruined the whole show for me, what were the writers thinking?",
    "Coffee first, then the world.",
    "Who else is watching the cup final tonight? Nervous!",
    "My neighbour mows his lawn at six in the morning, every Sunday.",
    "Never buying avocados again, hard on Monday and brown on Tuesday.",
    "The prime minister should resign and everybody knows it.",
    "Grandpa's old watch still ticks.",
    "Traffic on the ring road is a nightmare again.",
    "That penalty was never a penalty, the referee is blind.",
    "Beach day with the kids, sand everywhere.",
    "Two lemons, a chicken and forty minutes: dinner is done.",
    "How dare they tax pensioners while the rich dodge everything.",
    "Husband: what's for dinner?\nMe: vibes\nHusband: again?",
    "@sam_b haha yes exactly",
    "New album is out and I cannot stop crying.",
    "Thunderstorm knocked the power out, candles it is.",
    "Congrats to the happy couple!",
    "Win a free holiday! Like and share this post.",
    "My horoscope says stay in bed.",
    "Anyone else think pineapple belongs on pizza?",
    "Lost 3kg this month, feeling great.",
]
