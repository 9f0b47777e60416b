package imprint.app.operation;

import org.jspecify.annotations.Nullable;

/** What every start says, whatever is started. */
sealed interface NewOperation permits NewClone, NewAdd, NewApply {

    @Nullable
    String reason();
}
