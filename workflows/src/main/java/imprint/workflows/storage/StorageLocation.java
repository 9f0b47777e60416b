package imprint.workflows.storage;

import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.StorageKind;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** Where image files live. */
@Entity
public class StorageLocation {

    @Id
    private UUID id;

    private String name;

    @Column(columnDefinition = "jsonb")
    @Convert(converter = AddressJson.class)
    @ColumnTransformer(write = "?::jsonb")
    private StorageAddress address;

    // why: lists are sorted by them; the database takes them out of the address.
    @Column(insertable = false, updatable = false)
    private @Nullable String kind;

    @Column(insertable = false, updatable = false)
    private @Nullable String host;

    private byte @Nullable [] password;

    @Column(updatable = false)
    private Instant createdAt;

    @Version
    // why an object: Spring Data persists what has none, and would first look for what has a number.
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    protected StorageLocation() {}

    StorageLocation(UUID id, String name, StorageAddress address, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.address = address;
        this.createdAt = createdAt;
    }

    void change(String name, StorageAddress address) {
        this.name = name;
        this.address = address;
    }

    void keep(byte @Nullable [] encryptedPassword) {
        this.password = encryptedPassword;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public StorageKind kind() {
        return address.kind();
    }

    public StorageAddress address() {
        return address;
    }

    public boolean hasPassword() {
        return password != null;
    }

    byte @Nullable [] encryptedPassword() {
        return password;
    }

    /** Whose password it is: this location's, for this user of this server. */
    String passwordOwner() {
        return id + " " + address.passwordGoesTo();
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Counts the changes of one that is kept. */
    public long currentVersion() {
        return Objects.requireNonNull(version);
    }
}
