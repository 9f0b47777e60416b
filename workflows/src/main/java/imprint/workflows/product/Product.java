package imprint.workflows.product;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A make and model. */
@Entity
public class Product {

    @Id
    private UUID id;

    @Column(updatable = false)
    private String name;

    @Column(updatable = false)
    private String folded;

    @Enumerated(EnumType.STRING)
    private ProductState state;

    private boolean cloneable;

    @Column(updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    protected Product() {}

    public UUID id() {
        return id;
    }

    /** As it was spelled first: devices and images are told to be of it by this name. */
    public String name() {
        return name;
    }

    String folded() {
        return folded;
    }

    public ProductState state() {
        return state;
    }

    public boolean isAccepted() {
        return state == ProductState.ACCEPTED;
    }

    /** Whether the disk of such a device may be cloned. */
    public boolean isCloneable() {
        return cloneable;
    }

    public Instant createdAt() {
        return createdAt;
    }

    void accept() {
        this.state = ProductState.ACCEPTED;
    }

    void mayBeCloned(boolean cloneable) {
        this.cloneable = cloneable;
    }
}
