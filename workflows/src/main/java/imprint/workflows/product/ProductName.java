package imprint.workflows.product;

import imprint.workflows.failure.InvalidInput;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A make and model as it is spelled. Letter case and spaces tell no product from another.
 *
 * @param spelling with single spaces, and none around it
 */
public record ProductName(String spelling) {

    // why so many: a name that was copied from a page has other spaces than one that was typed.
    private static final Pattern SPACES = Pattern.compile("[\\s\\x85\\p{Z}]+");

    /** @throws InvalidInput when there is nothing to be seen of it */
    public ProductName {
        spelling = SPACES.matcher(Normalizer.normalize(spelling, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
        if (spelling.isEmpty()) {
            throw new InvalidInput("product", "Name make and model.");
        }
    }

    /** The same for all spellings of a product. */
    public String folded() {
        return Normalizer.normalize(spelling.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    public static boolean areAlike(String one, String other) {
        return one.equals(other) || new ProductName(one).folded().equals(new ProductName(other).folded());
    }
}
