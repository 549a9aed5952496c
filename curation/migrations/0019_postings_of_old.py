"""Postings for passages that were there before. Interrupted, it goes on where it stopped."""

from django.db import migrations

PASSAGES = 5_000
_POST = """
insert into curation_posting (owner, term, passage_id, weight)
select passage.owner_id, said.lexeme, passage.id, curation_weight(cardinality(said.positions), length(passage.words))
from curation_passage passage cross join unnest(passage.words) said
where passage.id > %s and passage.id <= %s
and not exists (select from curation_posting posted where posted.passage_id = passage.id)
on conflict do nothing
"""


def post(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select coalesce(min(id), 0), coalesce(max(id), 0) from curation_passage")
        first, last = cursor.fetchone()
        for after in range(first - 1, last, PASSAGES):
            cursor.execute(_POST, [after, after + PASSAGES])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("curation", "0018_search_of_a_library")]
    operations = [migrations.RunPython(post, migrations.RunPython.noop)]
