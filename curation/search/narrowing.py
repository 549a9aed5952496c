"""In: an owner and a query. Out: the passages that its filters, phrases and exclusions leave, kept ones by default."""

from datetime import datetime, time

from django.contrib.auth.models import User
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.utils import timezone

from curation.models import Passage, PassageQuerySet, Source
from curation.search.query import Filter, Name, Query, State, Term, day_of


def narrowed(owner: User, query: Query) -> PassageQuerySet:
    passages = Passage.objects.of(owner)
    filtered = Filter(Name.IS, State.FILTERED.value)
    passages = (
        passages.filter(source__standing=Source.Standing.FILTERED) if filtered in query.filters else passages.kept()
    )
    for one in query.filters:
        if one != filtered:
            passages = passages.filter(~_told(one) if one.excluded else _told(one))
    for term in query.terms:
        if term.excluded or term.quoted:
            passages = passages.filter(~_stands(term) if term.excluded else _stands(term))
    return passages


def _told(one: Filter) -> Q:
    match one.name:
        case Name.AUTHOR:
            told = one.value.removeprefix("@")
            return Q(source__author__icontains=told) | Q(source__handle__iexact=told) | Q(speaker__icontains=told)
        case Name.KIND:
            return Q(source__kind=one.value)
        case Name.THEME:
            return Q(placement__theme__name__icontains=one.value)
        case Name.BEFORE:
            return Q(source__published_at__lt=_midnight(one)) | Q(
                source__published_at=None, source__met_on__lt=day_of(one.value)
            )
        case Name.AFTER:
            return Q(source__published_at__gte=_midnight(one)) | Q(
                source__published_at=None, source__met_on__gte=day_of(one.value)
            )
    return _state(State(one.value))


def _state(state: State) -> Q:
    if state == State.MARKED:
        return Q(source__in=Source.objects.filter(marks__isnull=False).values("pk"))
    if state == State.FILTERED:
        return Q(source__standing=Source.Standing.FILTERED)
    read = Q(source__in=Source.objects.filter(reading__first_ended_at__isnull=False).values("pk"))
    return read if state == State.READ else ~read


def _stands(term: Term) -> Q:
    """Word for word, as far as stems tell; a phrase of words that say nothing alone is looked for as it is."""
    stems = SearchQuery(term.text, search_type="phrase", config="english")
    return Q(words=stems) | Q(text__icontains=term.text) if term.quoted else Q(words=stems)


def _midnight(one: Filter) -> datetime:
    return timezone.make_aware(datetime.combine(day_of(one.value), time.min))
