from curation.clauses import spoken


def keys(text: str) -> list[str]:
    return [word.key for sentence in spoken(text) for word in sentence.words]


def test_the_passive_is_read_as_the_active():
    assert keys("The gate was painted by Ola in June.") == keys("Ola painted the gate in June.")


def test_two_passives_may_share_a_verb():
    assert keys("The gate was built by Ola and painted by Nils.")[-2:] == keys("Nils painted")


def test_a_name_between_commas_belongs_to_who_did_it():
    assert keys("The gate was painted by the smith, Ola Berg, in June.")[:3] == keys("the smith, Ola Berg")


def test_labels_of_a_talk_change_the_speaker_and_are_no_words():
    first, second = spoken("Ola: It rains. Nils: It snows.", "nobody")
    assert (first.speaker, second.speaker) == ("Ola", "Nils")
    assert keys("Ola: It rains. Nils: It snows.") == keys("It rains. It snows.")


def test_one_colon_makes_no_talk():
    assert spoken("Update: it rains.", "Ola")[0].speaker == "Ola"


def test_who_says_so_is_taken_off_wherever_it_stands():
    for text in ("Ola says that it rains.", "According to Ola, it rains.", "It rains, says Ola."):
        (sentence,) = spoken(text)
        assert [frame.holder for frame in sentence.frames] == [("ola",)]
        assert [word.key for word in sentence.words] == keys("It rains.")
