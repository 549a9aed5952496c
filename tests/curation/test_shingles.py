from curation.shingles import digits_of, fingerprints, overlap, runs_of, words_of

KEEPER = "The keeper of the north light counts the boats twice each night and writes the sum into a green book"


def runs(text):
    return runs_of(words_of(text))


def test_the_same_words_overlap_whole_whatever_their_case_and_signs():
    found = overlap(runs(KEEPER), runs(KEEPER.upper() + "!"))
    assert (found.shared, found.lengths, found.spread) == (1.0, 1.0, 1.0)


def test_addresses_do_not_count():
    assert words_of("Read this https://example.org/a?b=1 now") == ["read", "this", "now"]


def test_other_words_on_the_same_subject_do_not_overlap():
    other = "Every night the woman at the lighthouse looks out for boats, twice, and notes how many there were"
    assert overlap(runs(KEEPER), runs(other)).shared < 0.1


def test_a_quotation_overlaps_with_the_longer_text():
    found = overlap(runs(" ".join(KEEPER.split()[3:15])), runs(f"Before it all. {KEEPER} and after it."))
    assert found.shared == 1.0
    assert found.lengths < 0.6


def test_any_twelve_common_words_share_a_fingerprint():
    words = words_of(KEEPER)
    for start in range(len(words) - 12):
        inside = " ".join(words[start : start + 12])
        assert set(fingerprints(runs(f"aa bb cc {inside} dd ee"))) & set(fingerprints(runs(f"ff gg {inside} hh ii jj")))


def test_few_words_and_none_have_what_they_can():
    assert len(fingerprints(runs("One word"))) == 1
    assert fingerprints(runs("")) == []
    assert overlap(runs(""), runs(KEEPER)).shared == 0.0


def test_numbers_are_told_apart():
    assert digits_of(words_of("Week 3: 12 users")) != digits_of(words_of("Week 4: 15 users"))
