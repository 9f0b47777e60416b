package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.TestStep;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

/** Whole-or-nothing writing, and the test of a location, on top of the few things that protocols do differently. */
abstract class RenamingStore implements ImageStore {

    private static final byte[] PROBE = new byte[1000];

    final StorageAddress location;

    RenamingStore(StorageAddress location) {
        this.location = location;
    }

    /** The length of the regular file of this name, if there is one. */
    abstract OptionalLong find(FileName name) throws StorageException;

    /** The byte at which an upload to this file can go on; 0 to begin anew. */
    abstract long resumableFrom(FileName part) throws StorageException;

    /** Puts {@code content} into the file from {@code offset} on; at 0 the file is made, or made anew. */
    abstract void put(FileName name, long offset, CountedContent content) throws IOException;

    /** Whether {@link #rename} works here. */
    abstract boolean canRename(FileName part) throws StorageException;

    /** @throws FileExists when there is a file of the new name */
    abstract void rename(FileName from, FileName to) throws StorageException;

    /** Reaches the directory, and does nothing there. */
    abstract void reach() throws StorageException;

    @Override
    public final long size(FileName name) throws StorageException {
        return find(name).orElseThrow(() -> new FileMissing(location, name));
    }

    @Override
    public final long write(FileName name, UUID upload, Content content) throws IOException {
        FileName note = TemporaryName.note(name, upload);
        if (find(name).isPresent() && find(note).isEmpty()) {
            throw new FileExists(location, name);
        }
        try {
            FileName part = TemporaryName.part(name, upload);
            if (!canRename(part)) {
                return writeInPlace(name, note, content);
            }
            long size = putAndVerify(part, resumableFrom(part), content);
            rename(part, name);
            return size;
        } catch (StorageFull | StorageRefused e) {
            // why: this is the end of the upload, and what it has left would keep the location full.
            discardAfter(e, name, upload);
            throw e;
        }
    }

    private void discardAfter(StorageException failure, FileName name, UUID upload) {
        try {
            discard(name, upload);
        } catch (StorageException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public final void discard(FileName name, UUID upload) throws StorageException {
        delete(TemporaryName.part(name, upload));
        FileName note = TemporaryName.note(name, upload);
        if (find(note).isPresent()) {
            delete(name);
            delete(note);
        }
    }

    @Override
    public final void test(Consumer<TestStep> begun) throws ConnectionTestFailed {
        FileName name = TemporaryName.probe();
        TestStep step = TestStep.CONNECT;
        try {
            begun.accept(step);
            reach();
            step = TestStep.WRITE;
            begun.accept(step);
            write(name, UUID.randomUUID(), Content.of(PROBE));
            step = TestStep.READ;
            begun.accept(step);
            readProbe(name);
        } catch (StorageException e) {
            throw new ConnectionTestFailed(step == TestStep.CONNECT ? stepOf(e) : step, e);
        } catch (IOException e) {
            throw new ConnectionTestFailed(step, new StorageUnreachable(String.valueOf(e.getMessage()), e));
        }
    }

    @Override
    public final void tryOut(FileName name, boolean tellsLength) throws StorageException {
        requireRoomFor(name);
        if (!tellsLength) {
            tryOut(TemporaryName.probe(), Content.of(PROBE)::from);
        }
    }

    private void requireRoomFor(FileName name) throws StorageException {
        int bytes = bytes(name);
        try {
            if (bytes > TemporaryName.BYTES) {
                tryOut(TemporaryName.probe(bytes), Content.of(PROBE));
            }
        } catch (StorageRefused | StorageUnreachable e) {
            int longest = longestName(TemporaryName.BYTES, bytes);
            if (longest == TemporaryName.BYTES) {
                throw e;
            }
            throw new StorageRefused(
                    Reason.FORBIDDEN,
                    "%s takes names of at most %s bytes, and %s has %s: choose a shorter one."
                            .formatted(location.label(), longest, name, bytes),
                    e);
        }
    }

    /** @param tooLong a length that was refused */
    private int longestName(int taken, int tooLong) {
        int longest = taken;
        int refused = tooLong;
        while (refused - longest > 1) {
            int middle = (longest + refused) / 2;
            try {
                tryOut(TemporaryName.probe(middle), Content.of(PROBE));
                longest = middle;
            } catch (StorageException e) {
                refused = middle;
            }
        }
        return longest;
    }

    private void tryOut(FileName probe, Content content) throws StorageException {
        try {
            putAndVerify(probe, 0, content);
        } catch (StorageException e) {
            discardProbe(e, probe);
            throw e;
        } catch (IOException e) {
            throw new StorageUnreachable(String.valueOf(e.getMessage()), e);
        }
        delete(probe);
    }

    private static int bytes(FileName name) {
        return name.value().getBytes(StandardCharsets.UTF_8).length;
    }

    private void readProbe(FileName name) throws IOException {
        try (InputStream in = open(name, 1)) {
            in.skipNBytes(PROBE.length - 1);
        } catch (StorageException e) {
            discardProbe(e, name);
            throw e;
        }
        delete(name);
    }

    private void discardProbe(StorageException failure, FileName name) {
        try {
            delete(name);
        } catch (StorageException e) {
            failure.addSuppressed(e);
        }
    }

    /** Without a temporary name: for as long as the note is there, what has the name is this upload's own. */
    private long writeInPlace(FileName name, FileName note, Content content) throws IOException {
        putAndVerify(note, 0, Content.of(new byte[1]));
        long size = putAndVerify(name, 0, content);
        delete(note);
        return size;
    }

    private long putAndVerify(FileName name, long offset, Content content) throws IOException {
        try (CountedContent counted = new CountedContent(content.from(offset), left(content, offset))) {
            counted.translating(() -> put(name, offset, counted));
            long expected = offset + counted.count();
            long kept = size(name);
            if (kept == 0 && expected > 0 && counted.bytes().isEmpty()) {
                throw keepsNothing();
            }
            if (kept != expected) {
                delete(name);
                throw new StorageUnreachable(
                        "%s did not keep all of the %s bytes sent.".formatted(location.label(), expected), null);
            }
            return expected;
        }
    }

    private StorageRefused keepsNothing() {
        return new StorageRefused(
                Reason.FORBIDDEN,
                "%s takes a file whose length it is not told before, and keeps nothing of it. %s"
                        .formatted(location.label(), HttpStatus.TELL_LENGTH),
                null);
    }

    private static OptionalLong left(Content content, long offset) {
        OptionalLong whole = content.bytes();
        return whole.isPresent() ? OptionalLong.of(whole.getAsLong() - offset) : whole;
    }

    private static TestStep stepOf(StorageException e) {
        return switch (e) {
            case StorageRefused refused ->
                switch (refused.reason()) {
                    case TLS -> TestStep.TLS;
                    case LOGIN -> TestStep.LOGIN;
                    case SHARE -> TestStep.SHARE;
                    case DIRECTORY, FORBIDDEN -> TestStep.DIRECTORY;
                };
            case StorageUnreachable unreachable ->
                unreachable.getCause() instanceof UnknownHostException ? TestStep.NAME : TestStep.CONNECT;
            case FileMissing _, FileExists _, FileChanged _, StorageFull _ -> TestStep.DIRECTORY;
        };
    }
}
