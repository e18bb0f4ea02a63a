"""The journal can only grow, and tells listeners that it did."""

from django.db import migrations

UP = """
CREATE FUNCTION events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events_event
    FOR EACH ROW EXECUTE FUNCTION events_refuse();

CREATE FUNCTION events_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('allears_events', NEW.kind || ' ' || NEW.object_id || ' ' || NEW.verb);
    RETURN NULL;
END $$;
CREATE TRIGGER events_told AFTER INSERT ON events_event
    FOR EACH ROW EXECUTE FUNCTION events_tell();
"""

DOWN = """
DROP TRIGGER events_told ON events_event;
DROP FUNCTION events_tell();
DROP TRIGGER events_append_only ON events_event;
DROP FUNCTION events_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [migrations.RunSQL(UP, DOWN)]
