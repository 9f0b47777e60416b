package imprint.app.text;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text that shows what it holds wherever it is listed, logged or printed; null is fine. */
@Documented
@Constraint(validatedBy = PlainTextValidator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PlainText {

    /** Whether the text may have several lines, and tabs in them. */
    boolean manyLines() default false;

    String message() default "Use one line, without control characters or invisible ones.";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
