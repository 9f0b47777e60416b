package imprint.workers.cifs;

import java.util.Arrays;
import java.util.Optional;

/** How messages of dialect 3.1.1 are signed, the fastest first ([MS-SMB2] 2.2.3.1.7). */
enum SigningAlgorithm {
    AES_GMAC(2),
    AES_CMAC(1),
    HMAC_SHA256(0);

    private final int code;

    SigningAlgorithm(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<SigningAlgorithm> of(int code) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.code == code)
                .findFirst();
    }
}
