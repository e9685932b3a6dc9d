"""Events and witness rows are never changed."""

from django.db import migrations

from luoshi.audit.witness import AppendOnly


class Migration(migrations.Migration):
    dependencies = [('audit', '0001_initial')]
    operations = [
        AppendOnly("audit_event"),
        AppendOnly("audit_witness"),
    ]
