package imprint.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** To delete a row, the database looks for all that name it: each time through the whole table, if no index helps. */
@DomainTest
class ForeignKeysTest {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void areServedByIndexes() {
        assertThat(jdbc.sql("""
                                select conrelid::regclass || ' ' || pg_get_constraintdef(c.oid) from pg_constraint c
                                where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0
                                and not exists (
                                    select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1]
                                    and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$'))
                                order by 1
                                """).query(String.class).list()).isEmpty();
    }
}
