package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.imaging.image.FileNameRefused;
import imprint.workflows.address.StorageAddress;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.CamelContext;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.io.CopyStreamException;
import org.jspecify.annotations.Nullable;

/** A directory of an FTP server (RFC 959; offsets and lengths: RFC 3659). Each transfer has a login of its own. */
final class FtpStore extends RenamingStore {

    private final StorageAddress.Ftp ftp;
    private final String password;
    private final CamelContext camel;
    private final StorageTimeouts timeouts;

    FtpStore(StorageAddress.Ftp location, String password, CamelContext camel, StorageTimeouts timeouts) {
        super(location);
        this.ftp = location;
        this.password = password;
        this.camel = camel;
        this.timeouts = timeouts;
    }

    @Override
    OptionalLong find(FileName name) throws StorageException {
        return call(session -> session.find(name));
    }

    @Override
    public Download open(FileName name, long offset) throws StorageException {
        FtpSession session = FtpSession.open(ftp, password, camel, timeouts);
        try {
            FileVersion version = session.version(name).orElseThrow(() -> new FileMissing(location, name));
            session.client().setRestartOffset(offset);
            InputStream data = session.client().retrieveFileStream(session.spelt(name));
            if (data == null && offset > 0) {
                return wholeFile(session, name, version).passingOver(offset);
            }
            return download(session, data, name, version, offset);
        } catch (IOException e) {
            session.close();
            throw session.failure(e);
        }
    }

    // why: REST may be unknown to a server, or forbidden; its answers to that differ.
    private Download wholeFile(FtpSession session, FileName name, FileVersion version) throws IOException {
        session.client().setRestartOffset(0);
        return download(session, session.client().retrieveFileStream(session.spelt(name)), name, version, 0);
    }

    private Download download(
            FtpSession session, @Nullable InputStream data, FileName name, FileVersion version, long offset)
            throws IOException {
        if (data == null) {
            throw refusal(session, name);
        }
        return new Download(new FtpDownload(data, session), version, offset, session, location, name)
                .comparedWith(() -> session.version(name));
    }

    /** Why a file that was there is not given out. */
    private StorageException refusal(FtpSession session, FileName name) throws IOException {
        StorageException refused = session.refused();
        // why: servers say the same of a file that is gone and of one that may not be read.
        return session.client().getReplyCode() == FTPReply.FILE_UNAVAILABLE
                        && session.find(name).isEmpty()
                ? new FileMissing(location, name)
                : refused;
    }

    @Override
    long resumableFrom(FileName part) throws StorageException {
        return find(part).orElse(0);
    }

    @Override
    void put(FileName name, long offset, CountedContent content) throws StorageException {
        call(session -> {
            SendingWatch.over(content, timeouts.stall(), watched -> send(session, name, offset, watched));
            return true;
        });
    }

    private static void send(FtpSession session, FileName name, long offset, InputStream content) throws IOException {
        FTPClient client = session.client();
        try {
            if (!(offset == 0
                    ? client.storeFile(session.spelt(name), content)
                    : client.appendFile(session.spelt(name), content))) {
                throw session.refused();
            }
        } catch (CopyStreamException e) {
            // why: the server has the last word: it keeps what it has got, or says why it took no more.
            if (!client.completePendingCommand()) {
                throw session.refused();
            }
            throw e;
        }
    }

    @Override
    boolean canRename(FileName part) {
        return true;
    }

    @Override
    void rename(FileName from, FileName to) throws StorageException {
        run(session -> {
            if (session.find(to).isPresent()) {
                throw new FileExists(location, to);
            }
            return session.client().rename(session.spelt(from), session.spelt(to));
        });
    }

    @Override
    public void delete(FileName name) throws StorageException {
        run(session -> session.find(name).isEmpty() || session.client().deleteFile(session.spelt(name)));
    }

    @Override
    public List<StoredFile> list() throws StorageException {
        return call(session -> Arrays.stream(session.client().listFiles())
                .filter(FTPFile::isFile)
                .flatMap(file -> stored(file).stream())
                .limit(MAX_LISTED)
                .toList());
    }

    @Override
    public OptionalLong freeBytes() {
        return OptionalLong.empty();
    }

    @Override
    void reach() throws StorageException {
        run(_ -> true);
    }

    private void run(Call<Boolean> call) throws StorageException {
        call(session -> {
            if (!call.on(session)) {
                throw session.refused();
            }
            return true;
        });
    }

    private <T> T call(Call<T> call) throws StorageException {
        try (FtpSession session = FtpSession.open(ftp, password, camel, timeouts)) {
            try {
                return call.on(session);
            } catch (IOException e) {
                throw session.failure(e);
            }
        }
    }

    private static Optional<StoredFile> stored(FTPFile file) {
        try {
            return Optional.of(new StoredFile(
                    new FileName(FtpText.read(file.getName())), file.getSize(), file.getTimestampInstant()));
        } catch (FileNameRefused e) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T on(FtpSession session) throws IOException;
    }
}
