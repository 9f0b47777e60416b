package imprint.workflows.image;

import imprint.imaging.image.ImageFormat;
import imprint.workflows.operation.ImageTraits;
import imprint.workflows.operation.NewImage;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An inventory entry: a whole disk as a file on a storage location. */
@Entity
public class DiskImage {

    @Id
    private UUID id;

    private String name;
    private String description;
    private UUID locationId;
    private String fileName;
    private String product;
    private @Nullable String osName;
    private @Nullable String osVersion;
    private long fileBytes;
    private long diskBytes;
    private String manifestDigest;
    private String sha256;
    private String sha1;
    private String md5;
    private @Nullable Integer sectorBytes;

    @Enumerated(EnumType.STRING)
    private ImageFormat format;

    private boolean carriesAgent;
    private boolean cloneable;
    private boolean oldFormat;
    private UUID operationId;
    private Instant createdAt;

    @Version
    // why an object: Spring Data persists what has none, and would first look for what has a number.
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    protected DiskImage() {}

    DiskImage(UUID operationId, NewImage image, FileFacts file, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.operationId = operationId;
        this.name = image.name();
        this.description = image.description();
        this.locationId = image.locationId();
        this.fileName = image.fileName();
        this.product = image.traits().product();
        this.osName = image.traits().osName();
        this.osVersion = image.traits().osVersion();
        this.carriesAgent = image.traits().carriesAgent();
        this.cloneable = image.traits().cloneable();
        this.oldFormat = image.traits().oldFormat();
        this.fileBytes = file.fileBytes();
        this.diskBytes = file.diskBytes();
        this.manifestDigest = file.manifestDigest();
        this.sha256 = file.sha256();
        this.sha1 = file.sha1();
        this.md5 = file.md5();
        this.sectorBytes = file.sectorBytes();
        this.format = Objects.requireNonNullElse(file.format(), image.file().format());
        this.createdAt = createdAt;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public UUID locationId() {
        return locationId;
    }

    public String fileName() {
        return fileName;
    }

    public ImageFormat format() {
        return format;
    }

    public ImageTraits traits() {
        return new ImageTraits(product, osName, osVersion, carriesAgent, cloneable, oldFormat);
    }

    public FileFacts file() {
        return new FileFacts(fileBytes, diskBytes, manifestDigest, sha256, sha1, md5, sectorBytes, format);
    }

    public UUID operationId() {
        return operationId;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
