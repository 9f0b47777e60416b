package imprint.app.product;

import jakarta.validation.constraints.NotNull;

record ProductChange(
        @NotNull(message = "Say true or false.") Boolean cloneable) {}
