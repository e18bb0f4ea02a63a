"""Full-text search asks the index first how many conversations hold the words."""

from django.db import migrations

UP = """
-- At most `most` conversations that hold the words, by the index alone. Left to itself the planner may take a rare word
-- for a common one and read the whole archive from its newest end, looking for hits that are not there.
CREATE FUNCTION conversations_hits(query tsquery, most integer) RETURNS SETOF bigint
LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS
$$ SELECT conversation_id FROM conversations_searchdocument WHERE words @@ query LIMIT most $$;

-- Ten thousand of the most common words are counted, so that those in between are judged well, too.
ALTER TABLE conversations_searchdocument ALTER COLUMN words SET STATISTICS 1000;
"""

DOWN = """
ALTER TABLE conversations_searchdocument ALTER COLUMN words SET STATISTICS -1;
DROP FUNCTION conversations_hits(tsquery, integer);
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_initial")]

    operations = [migrations.RunSQL(UP, DOWN)]
