"""Put the accountable tables under witness."""

from django.db import migrations

from luoshi.audit.witness import AppendOnly, WitnessTable


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial"), ("audit", "0002_append_only")]
    operations = [
        WitnessTable("duties_duty"),
        WitnessTable("duties_term"),
        WitnessTable("duties_milestone"),
        WitnessTable("duties_milestoneterm"),
        WitnessTable("duties_assignment"),
        WitnessTable("duties_report"),
        WitnessTable("duties_claim"),
        WitnessTable("duties_evidence"),
        AppendOnly("duties_verdict"),
        WitnessTable("duties_signature"),
        WitnessTable("duties_fieldcheck"),
        WitnessTable("duties_fieldphoto"),
        WitnessTable("duties_request"),
        WitnessTable("duties_reminder"),
        WitnessTable("duties_setting"),
        WitnessTable("duties_extension"),
        AppendOnly("duties_receipt"),
    ]
