package imprint.app.storage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import imprint.app.text.PlainText;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.failure.InvalidInput;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a location: by a URL, by fields, or by both, as long as they agree. What was told of a
 * location may be sent back as it was.
 */
@JsonIgnoreProperties({"id", "hasPassword", "createdAt"})
record StorageLocationForm(
        @Size(max = 100, message = "Use 100 characters at most.")
        @PlainText
        @Schema(description = "Needed, but for a test")
        @Nullable
        String name,

        @Size(max = 2000, message = "Use 2000 characters at most.")
        @Schema(
                description = "In place of the fields, without a password",
                example = "cifs://DOMAIN;user@files.example/share/directory")
        @Nullable
        String url,

        @JsonUnwrapped LocationFields fields,

        @Schema(description = "Never told again; a change that leaves it out keeps it")
        @Size(max = 500, message = "Use 500 characters at most.")
        @Nullable
        String password,

        @Schema(description = "Needed for a change: the version that it was made on") @Nullable
        Long version) {

    StorageAddress address() {
        return StorageAddress.of(url, fields.byName());
    }

    String requiredName() {
        if (name == null || name.isBlank()) {
            throw new InvalidInput("name", "Name the location.");
        }
        return name.strip();
    }

    long requiredVersion() {
        if (version == null) {
            throw new InvalidInput("version", "Say which version you have changed, so that nobody's change is lost.");
        }
        return version;
    }

    /** Forms send fields that nobody has filled in as empty ones. */
    @Nullable
    String enteredPassword() {
        return LocationFields.strippedOrNull(password);
    }

    @Override
    public String toString() {
        // why: a record would print the password into logs.
        return "StorageLocationForm[name=%s, kind=%s]".formatted(name, fields.kind());
    }
}
