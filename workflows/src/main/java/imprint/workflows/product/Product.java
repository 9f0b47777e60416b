package imprint.workflows.product;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A make and model. */
@Entity
public class Product {

    @Id
    private UUID id;

    private String name;
    private boolean cloneable;

    @Column(updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    protected Product() {}

    Product(String name, boolean cloneable, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.name = name;
        this.cloneable = cloneable;
        this.createdAt = createdAt;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Whether the disk of such a device may be cloned. */
    public boolean isCloneable() {
        return cloneable;
    }

    public Instant createdAt() {
        return createdAt;
    }

    void mayBeCloned(boolean cloneable) {
        this.cloneable = cloneable;
    }
}
