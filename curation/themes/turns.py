"""In: something to write. Out: it is written, in a transaction that gives way to a person's hand."""

import time
from collections.abc import Callable

from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable

from curation.errors import TemporaryError

PATIENCE = "set local lock_timeout = '500ms'"
PAUSES = (0.2, 0.5, 1.0, 2.0)


def taking_turns(write: Callable[[], None]) -> None:
    """Who waits long for a lock waits for one who waits for them: the run steps back before the person's page fails.

    Raises TemporaryError where it never got its turn.
    """
    for pause in PAUSES:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(PATIENCE)
                return write()
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
                raise
        time.sleep(pause)
    raise TemporaryError("Someone was changing the themes all the while; they will be grouped later.")
