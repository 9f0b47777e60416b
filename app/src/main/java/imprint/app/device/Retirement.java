package imprint.app.device;

import imprint.app.text.PlainText;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record Retirement(
        @Size(max = 500, message = "Use 500 characters at most.") @PlainText @Nullable
        String reason) {}
