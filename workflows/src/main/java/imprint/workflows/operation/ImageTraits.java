package imprint.workflows.operation;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of the image that a clone or an add makes.
 *
 * @param product that the image fits
 * @param osName of the system in it, as the decision on digests asks for it; null when it does not matter
 * @param carriesAgent whether the system in it has our agent, which proves that it boots
 * @param oldFormat whether the image is of the old format, whose files are checked by their MD5
 */
@Embeddable
public record ImageTraits(
        String product,
        @Nullable String osName,
        @Nullable String osVersion,
        boolean carriesAgent,
        boolean cloneable,
        boolean oldFormat) {

    ImageTraits of(String product) {
        return new ImageTraits(product, osName, osVersion, carriesAgent, cloneable, oldFormat);
    }
}
