"""Events and witness rows are never changed."""

from django.db import migrations

from luoshi.audit.witness import Record


class Migration(migrations.Migration):
    dependencies = [('audit', '0001_initial')]
    operations = [
        Record("audit_event"),
        Record("audit_witness"),
    ]
