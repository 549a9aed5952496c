"""The database under test is an embedded PostgreSQL of its own, beside whatever the developer runs."""

import gc
import os

import pytest
from django.db import connection
from django.test import TransactionTestCase

EMPTY = """
do $$
declare name text;
begin
  perform set_config('session_replication_role', 'replica', true);
  for name in select tablename from pg_tables where schemaname = 'public' and tablename <> all (
    array['django_migrations', 'django_content_type', 'auth_permission']
  ) loop
    execute format('delete from %I', name);
  end loop;
end $$
"""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    from curation.project import boot

    boot.start_database()


@pytest.fixture(scope="session", autouse=True)
def loaded_tasks():
    """Loaded before any test puts another embedder in place: a module first loaded then would keep it."""
    import curation.tasks
    import ingest.tasks

    return curation.tasks, ingest.tasks


@pytest.fixture(scope="session", autouse=True)
def light_flush():
    """What a test committed is deleted; Django would truncate 80 tables each time, and make all permissions anew."""

    def empty(test):
        with connection.cursor() as cursor:
            cursor.execute(EMPTY)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture
def ada(django_user_model):
    """The curator, who owns a library."""
    return django_user_model.objects.create_user("ada", "ada@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def ben(django_user_model):
    """A reader with a library of his own."""
    return django_user_model.objects.create_user("ben", "ben@example.org")


@pytest.fixture
def cleo(django_user_model):
    """A stranger to both."""
    return django_user_model.objects.create_user("cleo", "cleo@example.org")


@pytest.fixture
def double():
    """A server that speaks as a hosted language model does, on this machine."""
    from tests.double import ChatDouble

    with ChatDouble() as double:
        yield double


def pytest_collection_modifyitems(items):
    """The files that take longest come first, so that two workers end together."""
    long = {item.path for item in items if item.get_closest_marker("browser") or item.get_closest_marker("long")}
    items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish():
    """What was collected stays to the end: no garbage is looked for among it, and seldom among the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_sessionfinish(session, exitstatus):
    """Where THREEPASS_NO_SKIPS is set, a skipped test is a failed one, but for those that read the shared inputs."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("THREEPASS_NO_SKIPS") or reporter is None:
        return
    skipped = [
        report for report in reporter.stats.get("skipped", []) if "inputs" not in getattr(report, "keywords", ())
    ]
    if skipped and exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"{len(skipped)} tests were skipped, and none may be.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def counts():
    """How many uploads, sources and passages there are."""
    from curation.models import Passage, Source
    from ingest.models import Upload

    return lambda: (Upload.objects.count(), Source.objects.count(), Passage.objects.count())
