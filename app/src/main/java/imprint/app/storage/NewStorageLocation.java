package imprint.app.storage;

import imprint.workflows.storage.StorageAddress;
import imprint.workflows.storage.StorageKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param password is never told again */
record NewStorageLocation(
        @NotBlank(message = "Name the location.") @Size(max = 100, message = "Use 100 characters at most.")
        String name,

        @NotNull(message = "Say how it is reached: FILE, FTP or HTTP.")
        StorageKind kind,

        @Size(max = 253, message = "A host name has 253 characters at most.") @Nullable
        String host,

        @Min(value = 1, message = "A port is a number from 1 to 65535.")
        @Max(value = 65535, message = "A port is a number from 1 to 65535.")
        @Nullable
        Integer port,

        @NotNull(message = "Give the directory; \"/\" for the uppermost.")
        @Size(min = 1, max = 1000, message = "Give the directory, in 1000 characters at most.")
        String path,

        @Size(max = 200, message = "Use 200 characters at most.") @Nullable
        String userName,

        @Size(max = 500, message = "Use 500 characters at most.") @Nullable
        String password) {

    StorageAddress address() {
        return new StorageAddress(name.strip(), kind, host, port, path, userName);
    }

    @Override
    public String toString() {
        return "NewStorageLocation[name=%s, kind=%s]".formatted(name, kind);
    }
}
