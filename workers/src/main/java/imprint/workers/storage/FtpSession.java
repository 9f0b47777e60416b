package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.FtpMode;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.Trust;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.CamelContext;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.remote.FtpComponent;
import org.apache.camel.component.file.remote.FtpConfiguration;
import org.apache.camel.component.file.remote.FtpEndpoint;
import org.apache.camel.component.file.remote.FtpOperations;
import org.apache.camel.component.file.remote.FtpsComponent;
import org.apache.camel.component.file.remote.FtpsConfiguration;
import org.apache.camel.component.file.remote.FtpsEndpoint;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;
import org.jspecify.annotations.Nullable;

/** A login at an FTP server, in the location's directory: configured and connected by Camel's component. */
final class FtpSession implements Closeable {

    private static final int BUFFER_BYTES = 256 << 10;
    /** Characters of a server's reply that a person is shown. */
    private static final int REPLY_SHOWN = 500;

    private final StorageAddress location;
    private final FTPClient client;
    private final Map<FileName, String> found = new HashMap<>();

    private FtpSession(StorageAddress location, FTPClient client) {
        this.location = location;
        this.client = client;
    }

    static FtpSession open(StorageAddress.Ftp location, String password, CamelContext camel, StorageTimeouts timeouts)
            throws StorageException {
        FtpConfiguration configuration = configuration(location, password, timeouts);
        FtpOperations operations = operations(location, configuration, camel);
        FtpSession session = new FtpSession(location, operations.getClient());
        try {
            operations.connect(configuration, null);
            session.enter(location.directory());
            return session;
        } catch (GenericFileOperationFailedException e) {
            session.close();
            throw session.translate(e);
        } catch (IOException e) {
            session.close();
            throw session.failure(e);
        }
    }

    FTPClient client() {
        return client;
    }

    /** What is sent for a name: as the file was found, if it was. */
    String spelt(FileName name) {
        return found.getOrDefault(name, FtpText.of(name.value()));
    }

    /** The length of the regular file of this name, if there is one. */
    OptionalLong find(FileName name) throws IOException {
        for (String spelling : FtpText.spellings(name.value())) {
            OptionalLong size = size(spelling);
            if (size.isPresent()) {
                found.put(name, spelling);
                return size;
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong size(String name) throws IOException {
        String size = client.getSize(name);
        if (size != null && size.matches("\\d{1,18}")) {
            return OptionalLong.of(Long.parseLong(size));
        }
        if (client.getReplyCode() == FTPReply.FILE_UNAVAILABLE) {
            return OptionalLong.empty();
        }
        throw refused();
    }

    /** The version of the regular file of this name, if there is one. */
    Optional<FileVersion> version(FileName name) throws IOException {
        OptionalLong size = find(name);
        return size.isEmpty()
                ? Optional.empty()
                : Optional.of(new FileVersion(size.getAsLong(), modified(spelt(name))));
    }

    private @Nullable String modified(String name) throws IOException {
        // why: with a time before a name, MDTM is for some servers an order to change the time of that file.
        return name.matches("\\d{8}.* .*") ? null : client.getModificationTime(name);
    }

    /** What the server's last reply, which is none of success, means. */
    StorageException refused() {
        String label = location.label();
        String reply = reply();
        // Reply codes: RFC 959, 4.2.1
        return switch (client.getReplyCode()) {
            case 530, 532 -> wrongLogin(null);
            case 452, 552 -> new StorageFull("%s is full: %s".formatted(label, reply), null);
            // why: vsftpd says of a full disk no more than that writing failed.
            case 451 -> new StorageFull("%s could not write, it may be full: %s".formatted(label, reply), null);
            case 421, 425, 426 -> new StorageUnreachable("%s broke off: %s".formatted(label, reply), null);
            default -> new StorageRefused(Reason.FORBIDDEN, "%s refuses: %s".formatted(label, reply), null);
        };
    }

    /** What the server's last reply means when it has sent less than the whole file. */
    StorageException cut() {
        // why: it has written nothing, so that 451 speaks of no full disk.
        return client.getReplyCode() == FTPReply.ACTION_ABORTED
                ? new StorageUnreachable("%s broke off: %s".formatted(location.label(), reply()), null)
                : refused();
    }

    private String reply() {
        String reply = FtpText.read(String.valueOf(client.getReplyString()).strip());
        return reply.length() > REPLY_SHOWN ? reply.substring(0, REPLY_SHOWN) + "..." : reply;
    }

    StorageException failure(IOException e) {
        return ConnectionFailure.of(location, e);
    }

    /** Ends the session at once, also in the middle of a transfer. */
    @Override
    public void close() {
        try {
            client.disconnect();
        } catch (IOException e) {
            // why: it is gone, one way or the other.
        }
    }

    private void enter(String directory) throws IOException {
        if (directory.isEmpty()) {
            return;
        }
        for (String spelling : FtpText.spellings(directory)) {
            if (client.changeWorkingDirectory(spelling)) {
                return;
            }
        }
        throw new StorageRefused(
                Reason.DIRECTORY, "%s does not exist or may not be entered.".formatted(location.label()), null);
    }

    private StorageException translate(GenericFileOperationFailedException e) {
        if (e.getCode() == 530) {
            return wrongLogin(e);
        }
        // why the cause: the component's own message repeats all that the server has said.
        return e.getCause() instanceof IOException cause
                ? failure(cause)
                : new StorageUnreachable("%s does not let us in: %s".formatted(location.label(), reply()), e);
    }

    private StorageRefused wrongLogin(@Nullable Exception cause) {
        return new StorageRefused(
                Reason.LOGIN, "%s does not accept the user or the password.".formatted(location.label()), cause);
    }

    private static FtpConfiguration configuration(
            StorageAddress.Ftp location, String password, StorageTimeouts timeouts) {
        var configuration = location.tls() == null ? new FtpConfiguration() : new FtpsConfiguration();
        configuration.setHost(location.server().host());
        configuration.setPort(location.port());
        configuration.setUsername(FtpText.of(Objects.requireNonNullElse(location.userName(), "anonymous")));
        configuration.setPassword(FtpText.of(password));
        configuration.setBinary(true);
        configuration.setPassiveMode(location.mode() == FtpMode.PASSIVE);
        configuration.setConnectTimeout((int) timeouts.connect().toMillis());
        configuration.setSoTimeout((int) timeouts.stall().toMillis());
        configuration.setTimeout((int) timeouts.stall().toMillis());
        return configuration;
    }

    private static FtpOperations operations(
            StorageAddress.Ftp location, FtpConfiguration configuration, CamelContext camel) {
        FtpEndpoint<FTPFile> endpoint = endpoint(location, configuration, camel);
        endpoint.setCamelContext(camel);
        endpoint.setMaximumReconnectAttempts(0);
        endpoint.setBufferSize(BUFFER_BYTES);
        try {
            FtpOperations operations = (FtpOperations) endpoint.createRemoteFileOperations();
            operations.getClient().setControlEncoding(FtpText.BYTES.name());
            operations.getClient().setParserFactory(new BoundedFtpList());
            return operations;
        } catch (Exception e) {
            throw new IllegalStateException("Camel could not make a client for FTP", e);
        }
    }

    private static FtpEndpoint<FTPFile> endpoint(
            StorageAddress.Ftp location, FtpConfiguration configuration, CamelContext camel) {
        Trust tls = location.tls();
        if (tls == null) {
            return new FtpEndpoint<>("ftp:storage", camel.getComponent("ftp", FtpComponent.class), configuration) {
                @Override
                protected FTPClient createFtpClient() {
                    return new FtpClient(location);
                }
            };
        }
        var secured = (FtpsConfiguration) configuration;
        secured.setExecPbsz(0L);
        secured.setExecProt("P");
        return new FtpsEndpoint("ftps:storage", camel.getComponent("ftps", FtpsComponent.class), secured) {
            @Override
            protected FTPClient createFtpClient() {
                return new FtpsClient(
                        CertificateCheck.context(tls, location.server().host()), location);
            }
        };
    }
}
