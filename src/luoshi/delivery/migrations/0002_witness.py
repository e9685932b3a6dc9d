"""Put the accountable tables under witness."""

from django.db import migrations

from luoshi.audit.witness import WitnessTable


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial"), ("audit", "0002_append_only")]
    operations = [
        WitnessTable("delivery_task", key="duty_id"),
    ]
