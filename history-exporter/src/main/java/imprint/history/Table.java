package imprint.history;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables whose rows grow with the events of the log, with their columns. */
@SuppressWarnings("ImmutableEnumChecker") // why: the checker does not know that these lists are immutable.
enum Table {
    PROCESS_DEFINITION("key", "bpmn_process_id version resource_name bpmn_xml deployed_at"),
    PROCESS_INSTANCE(
            "key started_at",
            "bpmn_process_id version process_definition_key parent_process_instance_key operation_id state ended_at"),
    ELEMENT(
            "process_instance_key key instance_started_at",
            "flow_scope_key element_id element_type state started_at ended_at"),
    JOB(
            "process_instance_key key instance_started_at",
            "element_instance_key element_id job_type state worker retries deadline retry_at error_code error_message "
                    + "created_at ended_at"),
    JOB_ATTEMPT(
            "process_instance_key key position instance_started_at",
            "element_instance_key element_id job_type worker outcome retries retry_at error_code error_message "
                    + "started_at ended_at"),
    INCIDENT(
            "process_instance_key key instance_started_at",
            "element_instance_key element_id job_key error_type error_message created_at resolved_at"),
    VARIABLE("process_instance_key key instance_started_at", "scope_key name value truncated updated_at"),
    TIMER(
            "process_instance_key key instance_started_at",
            "element_instance_key element_id state due_at created_at ended_at");

    private final List<String> key;
    private final List<String> columns;

    Table(String key, String others) {
        this.key = List.of(key.split(" "));
        this.columns =
                Stream.concat(this.key.stream(), Stream.of(others.split(" "))).toList();
    }

    List<String> columns() {
        return columns;
    }

    /**
     * How many of the columns, counted from the first, are the primary key. Where rows belong to a process instance, the
     * last of these says when that began.
     */
    int keyLength() {
        return key.size();
    }

    /** Writes a row, or lays what it knows over the row that is there. */
    String upsert() {
        return "INSERT INTO %s AS old (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s"
                .formatted(
                        qualifiedName(),
                        String.join(", ", columns),
                        columns.stream().map(column -> "?").collect(Collectors.joining(", ")),
                        String.join(", ", key),
                        columns.stream()
                                .skip(key.size())
                                .map("%1$s = coalesce(excluded.%1$s, old.%1$s)"::formatted)
                                .collect(Collectors.joining(", ")));
    }

    private String qualifiedName() {
        return "history." + name().toLowerCase(Locale.ROOT);
    }
}
