package imprint.workflows.operation;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From an image file that is there to an inventory entry. */
@Entity
@DiscriminatorValue("ADD")
public final class AddOperation extends Operation {

    @Embedded
    private NewImage image;

    // why nullable: Hibernate reads columns that are all empty as none.
    @Embedded
    private @Nullable ExpectedDigests expected;

    private boolean rawData;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    AddOperation() {}

    /** @param rawData whether the file may hold a disk without a boot record, too */
    public AddOperation(
            NewImage image, ExpectedDigests expected, boolean rawData, Requester requester, Instant requestedAt) {
        super(OperationKind.ADD, requester, requestedAt);
        this.image = image;
        this.expected = expected;
        this.rawData = rawData;
    }

    /**
     * It can succeed, through this gateway.
     *
     * @param fileName that the file has at its location, where that may be written otherwise than it was typed
     */
    public void validated(String fileName, String gateway) {
        image = image.inFile(fileName);
        assignGateway(gateway);
    }

    @Override
    public NewImage newImage() {
        return image;
    }

    public ExpectedDigests expected() {
        return Objects.requireNonNullElse(expected, ExpectedDigests.NONE);
    }

    public boolean rawData() {
        return rawData;
    }
}
