package imprint.imaging.token;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;

/**
 * The signed bytes of a token, in the order and encoding of {@link java.io.DataOutput}: version byte 1, operation
 * (2 x int64), int32 attempt, device (2 x int64), UTF gateway, UTF direction, UTF object, int64 expiry in seconds since
 * 1970.
 */
final class TokenFormat {

    /** What a token is signed with and by: EdDSA over Curve25519 (RFC 8032). */
    static final String ALGORITHM = "Ed25519";

    private static final int VERSION = 1;

    private TokenFormat() {}

    static byte[] encode(TransferToken token) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writeUuid(out, token.operationId());
            out.writeInt(token.attempt());
            writeUuid(out, token.deviceId());
            out.writeUTF(token.gateway());
            out.writeUTF(token.direction().name());
            out.writeUTF(token.object());
            out.writeLong(token.expiresAt().getEpochSecond());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * @throws IOException when the bytes end too early or say another version
     * @throws IllegalArgumentException when they name an impossible token
     */
    static TransferToken decode(byte[] payload) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(payload))) {
            if (in.readByte() != VERSION) {
                throw new IOException("Another version of token");
            }
            return new TransferToken(
                    readUuid(in),
                    in.readInt(),
                    readUuid(in),
                    in.readUTF(),
                    Direction.valueOf(in.readUTF()),
                    in.readUTF(),
                    Instant.ofEpochSecond(in.readLong()));
        }
    }

    private static void writeUuid(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID readUuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }
}
