package imprint.app.operation;

import imprint.app.text.PlainText;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record Retry(
        @Size(max = 500, message = "Use 500 characters at most.") @PlainText @Nullable
        String reason) {}
