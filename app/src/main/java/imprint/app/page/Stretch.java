package imprint.app.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list that grows at its head.
 *
 * @param before by which the next, older piece is asked for; null when this one is the last
 */
public record Stretch<T>(List<T> content, @Nullable String before) {

    public static <T> Stretch<T> of(List<T> content, int size, Function<T, String> mark) {
        return new Stretch<>(content, content.size() < size ? null : mark.apply(content.getLast()));
    }
}
