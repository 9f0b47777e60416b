package imprint.workflows.operation;

import imprint.workflows.failure.InvalidInput;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Digests of an image file that a person typed in, in lower-case hexadecimal digits; null where none was given. */
@Embeddable
public record ExpectedDigests(
        @Column(name = "expected_sha256") @Nullable String sha256,
        @Column(name = "expected_sha1") @Nullable String sha1,
        @Column(name = "expected_md5") @Nullable String md5) {

    public static final ExpectedDigests NONE = new ExpectedDigests(null, null, null);

    public ExpectedDigests {
        sha256 = checked("sha256", sha256, 64);
        sha1 = checked("sha1", sha1, 40);
        md5 = checked("md5", md5, 32);
    }

    private static @Nullable String checked(String field, @Nullable String digits, int length) {
        if (digits == null || digits.isBlank()) {
            return null;
        }
        var lower = digits.strip().toLowerCase(Locale.ROOT);
        if (lower.length() != length || !lower.matches("[0-9a-f]+")) {
            throw new InvalidInput(field, "Give %s hexadecimal digits, or leave it out.".formatted(length));
        }
        return lower;
    }
}
