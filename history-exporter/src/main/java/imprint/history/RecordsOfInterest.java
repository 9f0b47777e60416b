package imprint.history;

import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import java.util.EnumSet;
import java.util.Set;

/** Spares the engine from decoding what the history does not keep. */
final class RecordsOfInterest implements Context.RecordFilter {
    private static final Set<ValueType> KEPT = EnumSet.of(
            ValueType.PROCESS,
            ValueType.PROCESS_INSTANCE,
            ValueType.JOB,
            ValueType.JOB_BATCH,
            ValueType.INCIDENT,
            ValueType.VARIABLE,
            ValueType.TIMER);

    @Override
    public boolean acceptType(RecordType type) {
        return type == RecordType.EVENT;
    }

    @Override
    public boolean acceptValue(ValueType type) {
        return KEPT.contains(type);
    }
}
