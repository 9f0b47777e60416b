package imprint.workflows.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is under way, for those who watch it. Its cost is that of what is open, however many operations there were. */
@Service
@Transactional(readOnly = true)
public class CurrentOperations {

    /** Of more that are open, the ones requested last are told of. */
    public static final int MOST = 10_000;

    private final JdbcClient jdbc;

    CurrentOperations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those that are open or have ended since then, some of them twice.
     *
     * @param also others, however many are open and whenever they ended
     */
    public List<Current> openOrEndedSince(Instant since, Collection<UUID> also) {
        return jdbc.sql("""
                        (select * from operation where ended_at is null order by requested_at desc limit :most)
                        union all
                        (select * from operation where ended_at > :since order by ended_at desc limit :most)
                        union all
                        (select * from operation where id = any (cast(:also as uuid[])))
                        """)
                .param("most", MOST)
                .param("since", Timestamp.from(since))
                .param("also", also.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, n) -> read(row))
                .list();
    }

    private static Current read(ResultSet row) throws SQLException {
        return new Current(
                row.getObject("id", UUID.class),
                OperationKind.valueOf(row.getString("kind")),
                OperationState.valueOf(row.getString("state")),
                row.getObject("device_id", UUID.class),
                row.getObject("image_id", UUID.class),
                row.getString("name"),
                row.getString("code"),
                row.getString("sentence"),
                row.getObject("process_instance_key", Long.class));
    }

    /** @param imageName of the image that is to be made; null for one that is there */
    public record Current(
            UUID id,
            OperationKind kind,
            OperationState state,
            @Nullable UUID deviceId,
            @Nullable UUID imageId,
            @Nullable String imageName,
            @Nullable String code,
            @Nullable String sentence,
            @Nullable Long processInstanceKey) {}
}
