import pytest
from django.contrib.auth.models import User
from django.db import connection

from curation.project import boot

pytestmark = pytest.mark.django_db


def test_it_makes_the_owner_once():
    boot.make_owner()
    boot.make_owner()
    assert User.objects.filter(is_superuser=True).count() == 1


def test_it_knows_half_vectors():
    with connection.cursor() as cursor:
        cursor.execute("select '[1,2]'::halfvec <-> '[1,3]'::halfvec")
        assert cursor.fetchone() == (1.0,)
