package imprint.app.product;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.constraints.NotNull;

/** What was told of a product may be sent back as it was. */
@JsonIgnoreProperties({"id", "name", "state", "createdAt"})
record ProductChange(
        @NotNull(message = "Say true or false.") Boolean cloneable) {}
