"""The list of customers asks the index first how many names fit."""

from django.db import migrations

UP = """
-- At most `most` persons whose name holds the words, by the index alone: see conversations_hits.
CREATE FUNCTION customers_hits(query tsquery, most integer) RETURNS SETOF bigint
LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS
$$ SELECT id FROM customers_person WHERE name_words @@ query LIMIT most $$;
"""

DOWN = "DROP FUNCTION customers_hits(tsquery, integer);"


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]

    operations = [migrations.RunSQL(UP, DOWN)]
