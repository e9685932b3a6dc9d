"""The full-text index over the bigrams, made by each database's own means (docs/adr/0004)."""

from django.db import migrations

STATEMENTS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE plans_searchindex USING fts5("
        "bigrams, content='plans_searchentry', content_rowid='id', tokenize='unicode61')",
        "CREATE TRIGGER plans_searchentry_added AFTER INSERT ON plans_searchentry BEGIN "
        "INSERT INTO plans_searchindex(rowid, bigrams) VALUES (NEW.id, NEW.bigrams); END",
        "CREATE TRIGGER plans_searchentry_removed AFTER DELETE ON plans_searchentry BEGIN "
        "INSERT INTO plans_searchindex(plans_searchindex, rowid, bigrams) VALUES ('delete', OLD.id, OLD.bigrams); END",
    ),
    "postgresql": (
        "CREATE INDEX plans_searchindex ON plans_searchentry USING gin (to_tsvector('simple', bigrams))",
    ),
}


def make_index(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_witness")]
    operations = [migrations.RunPython(make_index, migrations.RunPython.noop)]
