package imprint.workflows.storage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where image files live. */
@Entity
public class StorageLocation {

    @Id
    private UUID id;

    private String name;

    @Enumerated(EnumType.STRING)
    private StorageKind kind;

    private @Nullable String host;
    private @Nullable Integer port;
    private String path;
    private @Nullable String userName;
    private byte @Nullable [] password;

    @Column(updatable = false)
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    protected StorageLocation() {}

    StorageLocation(StorageAddress address, byte @Nullable [] encryptedPassword, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.createdAt = createdAt;
        this.name = address.name();
        this.kind = address.kind();
        this.host = address.host();
        this.port = address.port();
        this.path = address.path();
        this.userName = address.userName();
        this.password = encryptedPassword;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public StorageKind kind() {
        return kind;
    }

    public @Nullable String host() {
        return host;
    }

    public @Nullable Integer port() {
        return port;
    }

    /** The directory below which the files lie, as the protocol spells it. */
    public String path() {
        return path;
    }

    public @Nullable String userName() {
        return userName;
    }

    byte @Nullable [] encryptedPassword() {
        return password;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
