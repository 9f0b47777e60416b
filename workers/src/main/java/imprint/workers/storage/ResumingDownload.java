package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.workers.image.BlockStream;
import imprint.workers.image.ByteProgress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole file being read, over as many connections as it takes: where one breaks, the next goes on, once it has shown
 * that it is of the same file.
 */
final class ResumingDownload extends BlockStream {

    private static final Logger LOG = LoggerFactory.getLogger(ResumingDownload.class);
    // why not a byte: a server that sends a few and cuts would be asked for ever.
    private static final int LEAST_PROGRESS = 64 << 10;
    // why: a connection that breaks does so anywhere; a server that ends a file in good order has no more of it.
    private static final int SAME_ENDS = 3;
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final FileSource source;
    private final FileName name;
    private final Outages outages;
    private final ByteProgress waiting;
    private final FileVersion version;
    private final LastBytes last = new LastBytes();
    private @Nullable Download download;
    private int attempts;
    private long cut;
    private long end = -1;
    private int ends;

    /**
     * @param waiting hears about once a second how far the file has been read, while nothing comes; throws to give up
     * @throws StorageException when the file cannot be opened now: there is nothing to go on with yet
     */
    ResumingDownload(FileSource source, FileName name, Outages outages, ByteProgress waiting) throws StorageException {
        this.source = source;
        this.name = name;
        this.outages = outages;
        this.waiting = waiting;
        this.download = source.open(name, 0);
        this.version = download.version();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (true) {
            try {
                int read = download().read(into, offset, length);
                if (read > 0) {
                    last.add(into, offset, read);
                    forgetOutages();
                }
                return read;
            } catch (StorageUnreachable e) {
                waitAfter(e);
            }
        }
    }

    private void forgetOutages() {
        if (attempts > 0 && last.count() - cut >= LEAST_PROGRESS) {
            attempts = 0;
        }
    }

    @Override
    public void close() throws StorageException {
        if (download != null) {
            download.close();
        }
    }

    private Download download() throws IOException {
        Download current = download;
        if (current == null) {
            current = openAgain();
            download = current;
        }
        return current;
    }

    private Download openAgain() throws IOException {
        byte[] known = last.kept();
        Download again = openSameVersion(last.count() - known.length);
        try {
            while (again.passOver()) {
                waiting.at(last.count());
            }
            if (!Arrays.equals(known, again.readNBytes(known.length))) {
                throw again.changed();
            }
            return again;
        } catch (IOException e) {
            abandon(again, e);
            throw e;
        }
    }

    private Download openSameVersion(long offset) throws IOException {
        for (int look = 1; true; look++) {
            Download again = source.open(name, offset);
            if (again.version().matches(version)) {
                return again;
            }
            FileChanged changed = again.changedFrom(version);
            abandon(again, changed);
            if (look == Download.LOOKS || again.version().bytes() != version.bytes()) {
                throw changed;
            }
            waiting.at(last.count());
        }
    }

    private void waitAfter(StorageUnreachable failure) throws IOException {
        Download broken = download;
        if (broken != null) {
            refuseSameEnd(broken, failure);
            abandon(broken, failure);
            download = null;
        }
        if (attempts == outages.attempts()) {
            throw failure;
        }
        if (attempts == 0) {
            cut = last.count();
        }
        Duration wait = outages.waitBefore(attempts++);
        LOG.warn("To go on at byte {} in {} s: {}", last.count(), wait.toSeconds(), failure.getMessage());
        sleep(wait);
    }

    private void refuseSameEnd(Download ended, StorageUnreachable failure) throws StorageRefused {
        boolean isSame = failure.getCause() instanceof ConnectionClosedException && last.count() == end;
        ends = isSame ? ends + 1 : 1;
        end = last.count();
        if (ends == SAME_ENDS) {
            StorageRefused refused = ended.endsAt(end);
            abandon(ended, refused);
            throw refused;
        }
    }

    private void sleep(Duration wait) throws IOException {
        try {
            for (Duration left = wait; left.isPositive(); left = left.minus(BEAT)) {
                waiting.at(last.count());
                Thread.sleep(left.compareTo(BEAT) < 0 ? left : BEAT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a storage location was waited for");
        }
    }

    private static void abandon(Download broken, IOException failure) {
        try {
            broken.close();
        } catch (StorageException e) {
            failure.addSuppressed(e);
        }
    }
}
