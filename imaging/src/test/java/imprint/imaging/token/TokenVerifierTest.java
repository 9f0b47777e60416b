package imprint.imaging.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import imprint.imaging.Hostile;
import imprint.imaging.token.TokenRefused.Reason;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final KeyPair keys = keys("Ed25519");
    private final TokenSigner signer = new TokenSigner(keys.getPrivate());
    private final TransferToken token = capture(NOW.plusSeconds(60));

    @Test
    void readsWhatWasSigned() throws TokenRefused {
        assertThat(verifierAt(NOW).verify(signer.sign(token))).isEqualTo(token);
    }

    @Test
    void refusesATokenFromItsExpiryOn() throws TokenRefused {
        String signed = signer.sign(token);

        assertThat(verifierAt(NOW.plusSeconds(59)).verify(signed)).isEqualTo(token);
        isRefused(verifierAt(NOW.plusSeconds(60)), signed, Reason.EXPIRED);
        isRefused(verifierAt(NOW.plus(Duration.ofDays(1000))), signed, Reason.EXPIRED);
    }

    @Test
    void refusesATokenOfAnotherKey() {
        String signed = new TokenSigner(keys("Ed25519").getPrivate()).sign(token);

        isRefused(verifierAt(NOW), signed, Reason.NOT_SIGNED_BY_US);
    }

    @Test
    void refusesAnotherPayloadUnderAnHonestSignature() {
        String signed = signer.sign(token);
        String longer = signer.sign(capture(NOW.plusSeconds(3600)));

        String forged = longer.substring(0, longer.indexOf('.')) + signed.substring(signed.indexOf('.'));

        isRefused(verifierAt(NOW), forged, Reason.NOT_SIGNED_BY_US);
    }

    @Test
    void refusesATokenOfWhichABitWasFlipped() {
        String signed = signer.sign(token);
        byte[] payload = Base64.getUrlDecoder().decode(signed.substring(0, signed.indexOf('.')));

        Hostile.eachBitFlip(payload, flipped -> {
            String forged = Base64.getUrlEncoder().encodeToString(flipped) + signed.substring(signed.indexOf('.'));
            isRefused(verifierAt(NOW), forged, Reason.NOT_SIGNED_BY_US);
        });
    }

    @Test
    void refusesGarbage() {
        TokenVerifier verifier = verifierAt(NOW);

        isRefused(verifier, "", Reason.MALFORMED);
        isRefused(verifier, "no dot", Reason.MALFORMED);
        isRefused(verifier, "a.".repeat(2000), Reason.MALFORMED);
        isRefused(verifier, ".", Reason.NOT_SIGNED_BY_US);
        Hostile.eachGarbage(
                500,
                bytes -> assertThatExceptionOfType(TokenRefused.class)
                        .isThrownBy(() -> verifier.verify(new String(bytes, ISO_8859_1))));
    }

    @Test
    void saysNothingOfTheTokenThatItRefuses() {
        String signed = signer.sign(token);

        assertThatExceptionOfType(TokenRefused.class)
                .isThrownBy(() -> verifierAt(NOW.plusSeconds(60)).verify(signed))
                .withMessageNotContaining(signed);
    }

    @Test
    void isNotMadeWithAKeyForSomethingElse() {
        KeyPair rsa = keys("RSA");

        assertThatIllegalArgumentException().isThrownBy(() -> new TokenSigner(rsa.getPrivate()));
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenVerifier(rsa.getPublic(), Clock.systemUTC()));
    }

    private TokenVerifier verifierAt(Instant instant) {
        return new TokenVerifier(keys.getPublic(), Clock.fixed(instant, ZoneOffset.UTC));
    }

    private static void isRefused(TokenVerifier verifier, String token, Reason reason) {
        assertThatExceptionOfType(TokenRefused.class)
                .isThrownBy(() -> verifier.verify(token))
                .returns(reason, TokenRefused::reason);
    }

    private static TransferToken capture(Instant expiresAt) {
        UUID operation = new UUID(1, 2);
        return new TransferToken(
                operation,
                3,
                new UUID(4, 5),
                "Zürich 1",
                Direction.CAPTURE,
                TransferToken.captureOf(operation, 8_000_000_000_000L),
                expiresAt);
    }

    private static KeyPair keys(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
