package imprint.workers.storage;

import imprint.workers.net.ForbiddenAddress;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAddress;
import java.io.EOFException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/** What it means that a server was not reached. */
final class ConnectionFailure {

    private ConnectionFailure() {}

    static StorageException of(StorageAddress location, Exception e) {
        if (e instanceof StorageException known) {
            return known;
        }
        String label = location.label();
        Optional<CertificateRefused> refused = cause(e, CertificateRefused.class);
        if (refused.isPresent()) {
            return new StorageRefused(
                    Reason.TLS, "%s: %s".formatted(label, refused.get().getMessage()), e);
        }
        Optional<ForbiddenAddress> forbidden = cause(e, ForbiddenAddress.class);
        if (forbidden.isPresent()) {
            return forbidden(location, forbidden.get());
        }
        Optional<ProtocolException> odd = cause(e, ProtocolException.class);
        if (odd.isPresent()) {
            return new StorageRefused(
                    Reason.FORBIDDEN,
                    "%s does not speak as a server of files does: %s."
                            .formatted(label, odd.get().getMessage()),
                    e);
        }
        if (cause(e, MessageConstraintException.class).isPresent()) {
            return new StorageRefused(
                    Reason.FORBIDDEN,
                    "%s does not speak as a server of files does: the head of its answer is longer than any can be."
                            .formatted(label),
                    e);
        }
        Optional<SSLException> tls = cause(e, SSLException.class);
        if (tls.isPresent() && !isCut(e)) {
            return new StorageRefused(
                    Reason.TLS,
                    "%s does not speak TLS as it should: %s"
                            .formatted(label, tls.get().getMessage()),
                    e);
        }
        Optional<UnknownHostException> name = cause(e, UnknownHostException.class);
        if (name.isPresent()) {
            return new StorageUnreachable(
                    "The host name of %s is not known here: look at its spelling, and at the name service."
                            .formatted(label),
                    name.get());
        }
        return new StorageUnreachable("%s does not answer: %s".formatted(label, e.getMessage()), e);
    }

    static StorageRefused forbidden(StorageAddress location, ForbiddenAddress cause) {
        return new StorageRefused(
                Reason.FORBIDDEN, "%s is refused: %s.".formatted(location.label(), cause.getMessage()), cause);
    }

    private static boolean isCut(Exception e) {
        return cause(e, SocketException.class).isPresent()
                || cause(e, EOFException.class).isPresent();
    }

    private static <T> Optional<T> cause(Exception e, Class<T> type) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
