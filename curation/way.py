"""In: a source. Out: what the library made of it: chapters, passages, vectors, ties, a verdict, places in themes."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Max, Q
from django.template.defaultfilters import pluralize

from curation.desk_links import link_to, verb_on
from curation.facts import SignalFacts, in_words
from curation.models import Appeal, Example, Likeness, Run, Source, Theme
from curation.pipeline import State, Step, run_over, state_after
from curation.suspicion import suspicions


def steps_of(source: Source) -> Iterator[Step]:
    counts = source.passages.aggregate(
        all=Count("pk"), embedded=Count("pk", Q(vector__isnull=False)), model=Max("vector_model")
    )
    embedding = run_over(source, Run.Kind.EMBED)
    grouping = run_over(source, Run.Kind.GROUP)
    yield _source(source)
    yield _chapters(source, grouping)
    yield _passages(source, counts["all"])
    yield _vectors(source, embedding, counts["all"], counts["embedded"], counts["model"] or "")
    yield _ties(source, embedding)
    yield _signal(source, embedding)
    yield _themes(source, grouping, counts["all"])


def _source(source: Source) -> Step:
    words = len(source.text.split())
    by = f" by {source.byline}" if source.byline else ""
    language = f", in {source.language}" if source.language else ""
    signs = " ".join(one.reason for one in suspicions(source.title, source.author, source.text))
    made = f"{source.get_kind_display()}{by}: {words:,} word{pluralize(words)}{language}. {signs}".strip()
    return Step("Source", State.DONE, f"met on {source.met_on}", made, source.created_at, links=(link_to(source),))


def _chapters(source: Source, run: Run | None) -> Step:
    chapters = list(source.chapters.values_list("title", "by_machine"))
    found = sum(by_machine for _, by_machine in chapters)
    made = f"{len(chapters)} chapter{pluralize(len(chapters))}, {found} found by the machine" if chapters else "none"
    state = State.DONE if chapters else State.NOTHING if source.parted else state_after(run, done=True)
    again = (verb_on(source, "part_again", "Look for chapters again"),)
    return Step("Chapters", state, "its text", made, run=run if found else None, again=again)


def _passages(source: Source, count: int) -> Step:
    state = State.DONE if count else State.NOTHING
    return Step("Passages", state, "its text", f"{count} passage{pluralize(count)}", source.created_at)


def _vectors(source: Source, run: Run | None, count: int, embedded: int, model: str) -> Step:
    made = f"{embedded} of {count} embedded" + (f" by {model}" if model else "")
    again = (verb_on(source, "embed_again", "Embed again"),)
    given = f"{count} passage{pluralize(count)}"
    return Step("Vectors", state_after(run, done=embedded == count), given, made, _end(run), run, again=again)


def _ties(source: Source, run: Run | None) -> Step:
    ties = Likeness.objects.filter(Q(source=source) | Q(of=source)).select_related("source", "of")
    told = [_tie(tie, source) for tie in ties]
    by_hand = any(tie.by_hand for tie in ties)
    state = State.HAND if by_hand else state_after(run, done=source.compared)
    links = tuple(link_to(tie, "Tie") for tie in ties)
    again = (verb_on(source, "compare_again", "Compare again"),)
    return Step("Ties", state, "the rest of the library", "; ".join(told) or "no double", _end(run), run, links, again)


def _tie(tie: Likeness, source: Source) -> str:
    other = tie.of if tie.source_id == source.pk else tie.source
    if tie.severed:
        return f"parted by hand from “{other.short_name}”"
    how = "behind" if tie.source_id == source.pk else "shown instead of"
    return f"{how} “{other.short_name}” ({tie.get_relation_display().lower()}, {tie.score:.0%} alike)"


def _signal(source: Source, run: Run | None) -> Step:
    judging = run_over(source, Run.Kind.JUDGE)
    latest = judging or run
    facts = in_words(SignalFacts.model_validate(source.signal_facts))
    state = State.HAND if source.standing_by_hand else state_after(latest, done=bool(source.signal_reason))
    told = [f"{source.get_standing_display()}, {source.signal:.2f}: {source.signal_reason or 'not judged yet'}"]
    made = " · ".join([*told, *_hands(source)])
    again = (
        verb_on(source, "restore_sources", "Keep"),
        verb_on(source, "drop_sources", "Drop"),
        verb_on(source, "judge_again", "Judge again"),
    )
    return Step("Signal", state, "; ".join(facts) or "its words", made, _end(latest), latest, again=again)


def _hands(source: Source) -> list[str]:
    """What its reader said of it."""
    appeal = Appeal.objects.filter(source=source).first()
    example = Example.objects.filter(source=source).first()
    told = [f"appeal {appeal.get_state_display().lower()}: “{appeal.note}”"] if appeal else []
    return told + ([example.get_wanted_display().lower()] if example else [])


def _themes(source: Source, run: Run | None, count: int) -> Step:
    inside = Q(placements__passage__source=source)
    by_hand = Count("placements", inside & Q(placements__by_hand=True))
    themes = list(Theme.objects.filter(inside).annotate(inside=Count("placements", inside), placed=by_hand))
    told = [f"{_number(theme, 'inside')} in “{theme}”{_placed(_number(theme, 'placed'))}" for theme in themes]
    rest = count - sum(_number(theme, "inside") for theme in themes)
    told += [f"{rest} in none"] if rest and themes else []
    placed = any(_number(theme, "placed") for theme in themes)
    state = State.HAND if placed else State.DONE if themes else _unplaced(source, run)
    again = (verb_on(source, "regroup", "Group again"), verb_on(source, "move_sources", "Move to a theme"))
    made = "; ".join(told) or "in no theme"
    links = tuple(link_to(theme) for theme in themes)
    return Step("Themes", state, f"{count} passage{pluralize(count)}", made, _end(run), run, links, again)


def _unplaced(source: Source, run: Run | None) -> State:
    """What is filtered, or shown elsewhere, has no place in a theme."""
    state = state_after(run, done=False)
    done = run is not None and run.status in {Run.Status.DONE, Run.Status.NOTHING}
    return State.NOTHING if done or source.standing == Source.Standing.FILTERED else state


def _placed(number: int) -> str:
    return f" ({number} by hand)" if number else ""


def _number(theme: Theme, name: str) -> int:
    return int(getattr(theme, name))


def _end(run: Run | None) -> datetime | None:
    return run.finished_at if run else None
