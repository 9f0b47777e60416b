package imprint.workflows.address;

import imprint.workflows.failure.InvalidInput;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is said of an address, by the names that the API has for it; whoever reads a field takes it out. */
final class Fields {

    private final Map<String, Object> said = new LinkedHashMap<>();

    static Fields of(Map<String, ? extends @Nullable Object> said) {
        var fields = new Fields();
        said.forEach(fields::with);
        return fields;
    }

    /** @param value null for what is not said */
    Fields with(String name, @Nullable Object value) {
        if (value != null) {
            said.put(name, value instanceof Enum<?> choice ? choice.name() : value);
        }
        return this;
    }

    /** @throws InvalidInput when both say something of one field that is not the same */
    Fields agreedWith(Fields url) {
        url.said.forEach((name, value) -> {
            if (!Objects.equals(said.getOrDefault(name, value), value)) {
                throw new InvalidInput(name, "The URL says %s: say it in one place only.".formatted(value));
            }
            said.put(name, value);
        });
        return this;
    }

    boolean has(String name) {
        return said.containsKey(name);
    }

    boolean says(String name, Enum<?> choice) {
        return choice.name().equals(said.get(name));
    }

    @Nullable
    String text(String name) {
        var value = said.remove(name);
        return value == null ? null : value.toString();
    }

    String text(String name, String otherwise) {
        return Objects.requireNonNullElse(text(name), otherwise);
    }

    /** @throws InvalidInput with the remedy, when nothing is said */
    String required(String name, String remedy) {
        var text = text(name, "");
        if (text.isEmpty()) {
            throw new InvalidInput(name, remedy);
        }
        return text;
    }

    @Nullable
    Integer number(String name) {
        return said.remove(name) instanceof Number number ? number.intValue() : null;
    }

    int number(String name, int otherwise) {
        return Objects.requireNonNullElse(number(name), otherwise);
    }

    <E extends Enum<E>> E choice(String name, E otherwise) {
        var text = text(name, otherwise.name());
        return Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
                .filter(choice -> choice.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(name, "There is no %s.".formatted(text)));
    }

    /** @throws InvalidInput for the first field that nobody has taken */
    void requireAllTaken(StorageKind kind) {
        for (var name : said.keySet()) {
            throw new InvalidInput(name, "A location of kind %s has no such field: leave it out.".formatted(kind));
        }
    }

    Map<String, Object> map() {
        return said;
    }
}
