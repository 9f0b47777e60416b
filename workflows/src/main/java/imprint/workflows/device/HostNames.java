package imprint.workflows.device;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** By what people know devices. */
@Service
@Transactional(readOnly = true)
public class HostNames {

    private final JdbcClient jdbc;

    HostNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of each that is there, by its id: one question, however many they are. */
    public Map<UUID, String> of(Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        if (!ids.isEmpty()) {
            jdbc.sql("select id, host_name from device where id = any (cast(? as uuid[]))")
                    .param(ids.stream().map(UUID::toString).toArray(String[]::new))
                    .query(row -> {
                        names.put(row.getObject(1, UUID.class), row.getString(2));
                    });
        }
        return names;
    }
}
