package imprint.workers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.chunk.Digest;
import imprint.imaging.token.Direction;
import imprint.imaging.token.TransferToken;
import imprint.workers.spool.Capture;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransferCheckTest {

    private final Set<UUID> ended = new HashSet<>();
    private final Set<UUID> retired = new HashSet<>();
    private boolean isSilent;

    private final TransferCheck check = new TransferCheck(new TransferListener() {
        @Override
        public boolean mayTransfer(UUID operationId, UUID deviceId) throws IOException {
            if (isSilent) {
                throw new IOException("The control plane does not answer");
            }
            return !ended.contains(operationId) && !retired.contains(deviceId);
        }

        @Override
        public void captureGrew(UUID operationId) {}

        @Override
        public void captureCompleted(Capture capture, Digest manifest) {}

        @Override
        public Optional<String> imageWanted(UUID operationId, Digest manifestDigest) {
            return Optional.empty();
        }
    });

    @Test
    void endsATransferWhoseOperationHasEnded() {
        TransferToken token = token();
        ended.add(token.operationId());
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> check.require(token))
                .satisfies(refusal -> assertThat(refusal.status().code()).isEqualTo(401));
        assertThatCode(() -> check.require(token())).doesNotThrowAnyException();
    }

    @Test
    void endsATransferOfADeviceThatWasRetired() {
        TransferToken token = token();
        retired.add(token.deviceId());
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> check.require(token));
    }

    @Test
    void endsNoTransferBecauseNobodyCanBeAsked() {
        isSilent = true;
        assertThatCode(() -> check.require(token())).doesNotThrowAnyException();
    }

    @Test
    void tellsApartTheDevicesOfOneOperation() {
        TransferToken token = token();
        TransferToken other = token(token.operationId(), UUID.randomUUID());
        retired.add(token.deviceId());
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> check.require(token));
        assertThatCode(() -> check.require(other)).doesNotThrowAnyException();
    }

    private static TransferToken token() {
        return token(UUID.randomUUID(), UUID.randomUUID());
    }

    private static TransferToken token(UUID operationId, UUID deviceId) {
        return new TransferToken(
                operationId,
                1,
                deviceId,
                "site-1",
                Direction.CAPTURE,
                TransferToken.captureOf(operationId, 5),
                Instant.now().plusSeconds(60));
    }
}
