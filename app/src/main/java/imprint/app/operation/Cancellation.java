package imprint.app.operation;

import imprint.app.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record Cancellation(
        @NotBlank(message = "Say why the operation is cancelled.")
        @Size(max = 500, message = "Use 500 characters at most.")
        @PlainText
        String reason) {}
