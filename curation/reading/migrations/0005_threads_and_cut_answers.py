from django.db import migrations, models


def give_each_question_a_thread(apps, schema_editor):
    """What was asked before there were threads is a talk of one question."""
    Question, Thread = apps.get_model("reading", "Question"), apps.get_model("reading", "Thread")
    for question in Question.objects.filter(thread=None).only("owner", "source", "text", "asked_at").iterator(500):
        thread = Thread.objects.create(
            owner_id=question.owner_id,
            source_id=question.source_id,
            title=question.text[:200],
            begun_at=question.asked_at,
        )
        Question.objects.filter(pk=question.pk).update(thread=thread)


class Migration(migrations.Migration):
    dependencies = [("reading", "0004_bounds_of_help")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="cut",
            field=models.CharField(blank=True, help_text="Why it broke off before it was whole.", max_length=500),
        ),
        migrations.RunPython(give_each_question_a_thread, migrations.RunPython.noop),
    ]
