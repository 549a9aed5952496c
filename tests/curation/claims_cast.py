"""Forty sentences written for these tests, each with what an adversary would change in it."""

from typing import NamedTuple


class Claim(NamedTuple):
    """`flipped` turns what `text` says into its opposite, `swapped` gives its name to somebody else."""

    text: str
    flipped: tuple[str, str]
    swapped: tuple[str, str]


CLAIMS = [
    Claim(
        "The team at Nordlys cut its build from 42 minutes to 9 by caching every layer.",
        ("cut", "did not cut"),
        ("Nordlys", "Acme"),
    ),
    Claim(
        "In 2019 Priya Raman said that “distribution is not a department” and moved sales into the product.",
        ("is not", "is"),
        ("Priya", "Anita"),
    ),
    Claim(
        "Our churn fell to 3.1% once Marta called all cancelling customers herself.",
        ("fell", "never fell"),
        ("Marta", "Jonas"),
    ),
    Claim(
        "A 7 billion parameter model from Lumen can run on a phone without any network.",
        ("without any", "with a"),
        ("Lumen", "Vertex"),
    ),
    Claim(
        "We don’t rank papers by date; Okafor ranks them by how often 12 reviewers disagree.",
        ("don’t rank", "rank"),
        ("Okafor", "Miller"),
    ),
    Claim(
        "Most of the 300 interviews that Dina ran were about pricing — not about features.",
        ("not about", "about"),
        ("Dina", "Clara"),
    ),
    Claim(
        "For the first 18 months Halden had no manager, only a shared list on the wall.",
        ("had no", "had a"),
        ("Halden", "Berger"),
    ),
    Claim(
        "The survey that Bristol published covers 4,800 nurses and cannot speak for doctors.",
        ("cannot", "can"),
        ("Bristol", "Leeds"),
    ),
    Claim(
        "Reading twice beats highlighting: in Kato’s trial it raised recall by 22 points.",
        ("beats", "does not beat"),
        ("Kato’s", "Brown’s"),
    ),
    Claim(
        "By March 2024 Ferris was shipping to 60 hospitals, none of them in a city.",
        ("none", "all"),
        ("Ferris", "Quill"),
    ),
    Claim(
        "An agent that Tomas let loose on the tracker closed 140 tickets and never reopened one.",
        ("never", "always"),
        ("Tomas", "Pavel"),
    ),
    Claim(
        "When Ines halved the price to $25, few customers noticed and revenue rose by a third.",
        ("few", "many"),
        ("Ines", "Olga"),
    ),
    Claim(
        "The grant paid Sorensen for 5 years, and he did not publish a word in the first 3.",
        ("did not publish", "published"),
        ("Sorensen", "Lindqvist"),
    ),
    Claim(
        "Only 2 of the 11 founders in Galway had worked in the industry they entered.",
        ("Only", "At least"),
        ("Galway", "Dublin"),
    ),
    Claim(
        "Nobody at Petrel reads the 90-page plan; they read the one-page memo that replaced it.",
        ("Nobody", "Everybody"),
        ("Petrel", "Osprey"),
    ),
    Claim(
        "Tests written after the fact caught 14 faults at Ravel, and tests written before caught 31.",
        ("caught 14", "never caught 14"),
        ("Ravel", "Chopin"),
    ),
    Claim(
        "The compiler team told Nkechi that 8 cores would hardly help, and they were right.",
        ("hardly", "greatly"),
        ("Nkechi", "Aisha"),
    ),
    Claim(
        "A queue of 50 jobs is not slow, as Wen found, but a queue nobody watches is.",
        ("is not slow", "is slow"),
        ("Wen", "Liu"),
    ),
    Claim(
        "All 26 pilots at Aldous ended in a contract, so the sales cycle was dropped.",
        ("All", "Some"),
        ("Aldous", "Huxley"),
    ),
    Claim(
        "Data that Farouk labelled by hand beat 400 times as much data labelled by a model.",
        ("beat", "did not beat"),
        ("Farouk", "Hassan"),
    ),
    Claim(
        "The robot in Delft picks 600 parcels an hour and has not dropped one since June.",
        ("has not dropped", "has dropped"),
        ("Delft", "Ghent"),
    ),
    Claim(
        "Every note that Yusuf kept for 10 years fits on a card smaller than his thumb.",
        ("Every", "Hardly a"),
        ("Yusuf", "Karim"),
    ),
    Claim(
        "It took Sapir 17 drafts to learn that a landing page should say 1 thing.",
        ("should say", "should not say"),
        ("Sapir", "Whorf"),
    ),
    Claim(
        "Hiring slowed when Brandt asked for references: 6 in 10 candidates had none.",
        ("slowed", "never slowed"),
        ("Brandt", "Keller"),
    ),
    Claim(
        "No model at Ithaca answered more than 35 of the 80 questions about the missing page.",
        ("No model", "Each model"),
        ("Ithaca", "Cornell"),
    ),
    Claim(
        "Writing the changelog first, as Noor does, saves about 2 meetings per release.",
        ("saves", "never saves"),
        ("Noor", "Leila"),
    ),
    Claim(
        "The board gave Castell 45 days, and she could not find a buyer in that time.",
        ("could not", "could"),
        ("Castell", "Moreau"),
    ),
    Claim(
        "Some of the 1,200 schools in Lombardy teach statistics before algebra.",
        ("Some", "All"),
        ("Lombardy", "Piedmont"),
    ),
    Claim(
        "A good error message, Tamsin argues, costs 5 minutes and is read for 5 years.",
        ("costs", "does not cost"),
        ("Tamsin", "Rowena"),
    ),
    Claim(
        "The lab in Uppsala ran the sequencer for 72 hours without a single failed read.",
        ("without a", "with a"),
        ("Uppsala", "Lund"),
    ),
    Claim(
        "Customers of Brio pay yearly: 88 percent renew, and hardly any ask for a refund.",
        ("hardly any", "many"),
        ("Brio", "Viva"),
    ),
    Claim(
        "If Ansel is right, 4 in 5 lectures could be replaced by the questions asked after them.",
        ("could be", "could not be"),
        ("Ansel", "Weston"),
    ),
    Claim(
        "The second office in Porto opened with 13 people and is not a back office.",
        ("is not", "is"),
        ("Porto", "Lisbon"),
    ),
    Claim(
        "Their prototype, built by Hana in 6 weekends, did everything the old system did.",
        ("everything", "nothing"),
        ("Hana", "Yuki"),
    ),
    Claim(
        "Small batches won at Corvin: 20 releases a week gave fewer faults than 1 a month.",
        ("fewer", "more"),
        ("Corvin", "Raven"),
    ),
    Claim(
        "Embeddings of 384 numbers were enough for Zadie, who had no graphics card.",
        ("were enough", "were not enough"),
        ("Zadie", "Petra"),
    ),
    Claim(
        "Of the 9 markets that Omari entered, only 2 were profitable after a year.",
        ("only 2 were", "all were"),
        ("Omari", "Juma"),
    ),
    Claim(
        "“Ship the apology before the fix,” Ludo told 30 engineers, and most of them did.",
        ("most", "none"),
        ("Ludo", "Guido"),
    ),
    Claim(
        "The contract with Meridian runs for 24 months and does not renew itself.",
        ("does not renew", "will renew"),
        ("Meridian", "Equator"),
    ),
    Claim(
        "After 100 interviews Eskil no longer asks people what they want.",
        ("no longer asks", "always asks"),
        ("Eskil", "Sven"),
    ),
]

BEFORE = "It was a long week of reading."
AFTER = "There is more on the next page."
INVENTED = ["purple", "allegedly bribed", "secret", "holographic", "stolen", "twin", "royal", "imaginary"]
