package imprint.imaging.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransferTokenTest {

    private static final UUID OPERATION = new UUID(1, 2);
    private static final Digest MANIFEST = Digest.ofContent(new byte[1]);

    @Test
    void namesTheDiskToBeCaptured() {
        TransferToken token = token(Direction.CAPTURE, TransferToken.captureOf(OPERATION, 1000));

        assertThat(token.object()).isEqualTo("capture:" + OPERATION + ":1000");
        assertThat(token.disk()).isEqualTo(new DiskLayout(1000));
        assertThatIllegalStateException().isThrownBy(token::manifestDigest);
    }

    @Test
    void namesTheImageToBeFetched() {
        TransferToken token = token(Direction.FETCH, TransferToken.imageOf(MANIFEST));

        assertThat(token.object()).isEqualTo("image:" + MANIFEST.hex());
        assertThat(token.manifestDigest()).isEqualTo(MANIFEST);
        assertThatIllegalStateException().isThrownBy(token::disk);
    }

    @Test
    void refusesAnObjectThatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> token(Direction.FETCH, TransferToken.captureOf(OPERATION, 1000)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> token(Direction.CAPTURE, TransferToken.imageOf(MANIFEST)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> token(Direction.CAPTURE, TransferToken.captureOf(new UUID(3, 4), 1000)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> token(Direction.CAPTURE, "capture:%s:+1000".formatted(OPERATION)));
    }

    private static TransferToken token(Direction direction, String object) {
        return new TransferToken(OPERATION, 1, new UUID(5, 6), "gateway", direction, object, Instant.EPOCH);
    }
}
