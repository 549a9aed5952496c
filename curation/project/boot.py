"""What must stand before Django can work: the embedded server, the schema, the owner's account."""

import os

from django.conf import settings

from curation.project import embedded

OWNER = "owner"


def start_database() -> None:
    """Start the embedded PostgreSQL, where no DATABASE_URL names another one."""
    if settings.EMBEDDED_DATABASE:
        place = embedded.start(settings.VAR)
        embedded.ensure_database(place, settings.DATABASES["default"]["NAME"])


def prepare() -> None:
    """Bring the schema up to date and make the owner's account; does nothing the second time."""
    start_database()
    migrate()
    install_queue()
    make_owner()


def migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def install_queue() -> None:
    """The embedded broker's SQL; a second installation over the first would fail."""
    if not settings.EMBEDDED_BROKER:
        return
    import psycopg
    from pgmq import install_pgmq_from_sql

    with psycopg.connect(str(settings.CELERY_BROKER_TRANSPORT_OPTIONS["conn_string"])) as connection:
        connection.execute("select pg_advisory_xact_lock(hashtext('pgmq'))")
        row = connection.execute("select to_regnamespace('pgmq')").fetchone()
        if row and row[0] is None:
            install_pgmq_from_sql(conn=connection)


def make_owner() -> None:
    """The account that owns this library. It has no password: one-time links sign it in."""
    from django.contrib.auth.models import User

    if User.objects.filter(is_superuser=True).exists():
        return
    owner = User(username=OWNER, email=os.environ.get("OWNER_EMAIL", "owner@localhost.localdomain"))
    owner.is_staff = owner.is_superuser = True
    owner.set_unusable_password()
    owner.save()
