package imprint.workers.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The digests by which people know files. Only SHA-256 is proof against someone who wants to deceive. */
public enum DigestKind {
    SHA_256("SHA-256", 32),
    SHA_1("SHA-1", 20),
    MD5("MD5", 16);

    private final String algorithm;
    private final int bytes;

    DigestKind(String algorithm, int bytes) {
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    /** As people and the processes call it, such as {@code SHA-256}. */
    public String algorithm() {
        return algorithm;
    }

    /** @throws IllegalArgumentException for an algorithm that is not offered */
    public static DigestKind ofAlgorithm(String algorithm) {
        return Arrays.stream(values())
                .filter(kind -> kind.algorithm.equals(algorithm))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no digest " + algorithm));
    }

    int hexDigits() {
        return bytes * 2;
    }

    MessageDigest start() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has " + algorithm, e);
        }
    }
}
