package imprint.app.text;

import imprint.imaging.text.Line;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

final class PlainTextValidator implements ConstraintValidator<PlainText, String> {

    // why allowed: Persian and Sinhala are spelled with them, and they disguise nothing.
    private static final Pattern JOINERS = Pattern.compile("[\\x{200C}\\x{200D}]");

    private boolean manyLines;

    @Override
    public void initialize(PlainText constraint) {
        manyLines = constraint.manyLines();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
        if (text == null) {
            return true;
        }
        var seen = JOINERS.matcher(text).replaceAll("");
        return manyLines ? seen.replace('\t', ' ').lines().allMatch(Line::isPlain) : Line.isPlain(seen);
    }
}
