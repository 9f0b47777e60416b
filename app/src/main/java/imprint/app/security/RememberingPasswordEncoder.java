package imprint.app.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Remembers which passwords matched, because a program sends its password with every request and bcrypt is slow on
 * purpose. What is remembered is an HMAC under a key that dies with the process, and is bound to the stored hash: a
 * changed password is never taken for the old one.
 */
final class RememberingPasswordEncoder implements PasswordEncoder {

    private static final int MOST = 1_000;

    private final PasswordEncoder encoder;
    private final SecretKeySpec key;
    private final Map<String, Boolean> matched = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    RememberingPasswordEncoder(PasswordEncoder encoder) {
        this.encoder = encoder;
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return encoder.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
        if (remembers(password, encoded)) {
            return true;
        }
        var matches = encoder.matches(password, encoded);
        if (matches) {
            synchronized (matched) {
                matched.put(mark(password, encoded), true);
            }
        }
        return matches;
    }

    /** Whether they matched before, which costs next to nothing to tell. */
    boolean remembers(@Nullable CharSequence password, @Nullable String encoded) {
        var mark = mark(password, encoded);
        synchronized (matched) {
            return matched.containsKey(mark);
        }
    }

    String hash(String password) {
        return Objects.requireNonNull(encode(password));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String encoded) {
        return encoder.upgradeEncoding(encoded);
    }

    private String mark(@Nullable CharSequence password, @Nullable String encoded) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(String.valueOf(encoded).getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(String.valueOf(password).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }
}
