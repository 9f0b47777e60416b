package imprint.app.text;

import imprint.imaging.text.Line;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

final class PlainTextValidator implements ConstraintValidator<PlainText, String> {

    private boolean manyLines;

    @Override
    public void initialize(PlainText constraint) {
        manyLines = constraint.manyLines();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
        return text == null
                || (manyLines ? text.replace('\t', ' ').lines().allMatch(Line::isPlain) : Line.isPlain(text));
    }
}
