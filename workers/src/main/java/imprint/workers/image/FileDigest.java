package imprint.workers.image;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A digest of a whole file.
 *
 * @param hex lower-case hexadecimal digits
 */
public record FileDigest(DigestKind kind, String hex) {

    /** @throws IllegalArgumentException unless there are as many hexadecimal digits as the kind has */
    public FileDigest {
        hex = hex.strip().toLowerCase(Locale.ROOT);
        if (hex.length() != kind.hexDigits() || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException(
                    "A %s has %s hexadecimal digits.".formatted(kind.algorithm(), kind.hexDigits()));
        }
    }
}
