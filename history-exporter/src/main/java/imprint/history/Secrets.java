package imprint.history;

import java.io.StringWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Masks what must not be read by everyone who may read the history. */
final class Secrets {
    private static final String MASK = "***";

    // why: names are read generously; a harmless "correlationKey" that is masked costs less than one key that is not.
    private static final Pattern SECRET_PART =
            Pattern.compile("passw|passphrase|secret|token|credential|authori[sz]ation|cookie|apikey|privatekey");
    private static final Set<String> SECRET_WORDS = Set.of("key", "keys", "pass", "pwd", "pin");
    private static final Pattern WORD_END = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");
    private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile("(://[^/\\s:@\"]*:)[^/\\s@\"]+@");
    private static final JsonFactory JSON = new JsonFactory();

    private Secrets() {}

    /**
     * Masks the value of a variable.
     *
     * @param json the value
     * @return JSON in which the values of secret names, at any depth, and passwords in addresses are masked
     */
    static String masked(String name, String json) {
        if (isSecret(name)) {
            return '"' + MASK + '"';
        }
        if (!json.startsWith("{") && !json.startsWith("[")) {
            return maskedText(json);
        }
        var masked = new StringWriter(json.length());
        try (var source = JSON.createParser(ObjectReadContext.empty(), json);
                var target = JSON.createGenerator(ObjectWriteContext.empty(), masked)) {
            while (source.nextToken() != null) {
                copy(source, target);
            }
        } catch (JacksonException e) {
            // why: what cannot be read cannot be masked; and the history must go on.
            return '"' + MASK + '"';
        }
        return masked.toString();
    }

    /** Masks passwords in addresses such as {@code ftp://user:password@host}. */
    static String maskedText(String text) {
        return text.contains("://") ? PASSWORD_IN_ADDRESS.matcher(text).replaceAll("$1***@") : text;
    }

    static boolean isSecret(String name) {
        return SECRET_PART.matcher(name.toLowerCase(Locale.ROOT)).find()
                || Arrays.stream(WORD_END.split(name))
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .anyMatch(SECRET_WORDS::contains);
    }

    private static void copy(JsonParser source, JsonGenerator target) {
        if (source.currentToken() == JsonToken.VALUE_STRING) {
            target.writeString(maskedText(source.getString()));
            return;
        }
        target.copyCurrentEventExact(source);
        if (source.currentToken() == JsonToken.PROPERTY_NAME && isSecret(source.currentName())) {
            source.nextToken();
            source.skipChildren();
            target.writeString(MASK);
        }
    }
}
