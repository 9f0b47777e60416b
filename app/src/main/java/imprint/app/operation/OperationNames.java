package imprint.app.operation;

import imprint.workflows.operation.Operation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** By what people know the devices and the images of operations: one question, however many operations there are. */
@Component
@Transactional(readOnly = true)
class OperationNames {

    private final JdbcClient jdbc;

    OperationNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Names of(Operation operation) {
        return Objects.requireNonNull(of(List.of(operation)).get(operation.id()));
    }

    /** For each operation, by its id. */
    Map<UUID, Names> of(Collection<Operation> operations) {
        var names = new HashMap<UUID, Names>();
        if (!operations.isEmpty()) {
            jdbc.sql("""
                            select o.id, d.host_name, coalesce(i.name, o.name) from operation o
                            left join device d on d.id = o.device_id left join disk_image i on i.id = o.image_id
                            where o.id in (:ids)
                            """)
                    .param("ids", operations.stream().map(Operation::id).toList())
                    .query(row -> {
                        names.put(row.getObject(1, UUID.class), new Names(row.getString(2), row.getString(3)));
                    });
        }
        return names;
    }

    /**
     * @param hostName of the device; null where there is none
     * @param imageName of the image that is made or applied; null when one that was applied has left the inventory
     */
    record Names(@Nullable String hostName, @Nullable String imageName) {}
}
