package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.imaging.image.FileNameRefused;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.TestStep;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A location where a name is found in whatever form of Unicode it lies there: "ü" is one character as it is typed, and
 * two as it is stored by some systems. Where a location has several forms of a name, only the one asked for is found.
 */
final class NameForms implements ImageStore {

    private final StorageAddress location;
    private final ImageStore store;

    NameForms(StorageAddress location, ImageStore store) {
        this.location = location;
        this.store = store;
    }

    @Override
    public FileName nameOf(FileName name) throws StorageException {
        return isPlain(name) || isThere(name) ? name : otherForm(name).orElse(name);
    }

    @Override
    public long size(FileName name) throws StorageException {
        return inItsForm(name, store::size);
    }

    @Override
    public Download open(FileName name, long offset) throws StorageException {
        return inItsForm(name, form -> store.open(form, offset));
    }

    @Override
    public long write(FileName name, UUID upload, Content content) throws IOException {
        Optional<FileName> other = isPlain(name) || isThere(name) ? Optional.empty() : otherForm(name);
        if (other.isPresent()) {
            throw new FileExists(location, other.get());
        }
        return store.write(name, upload, content);
    }

    @Override
    public void discard(FileName name, UUID upload) throws StorageException {
        store.discard(name, upload);
    }

    @Override
    public void delete(FileName name) throws StorageException {
        store.delete(name);
    }

    @Override
    public List<StoredFile> list() throws StorageException {
        return store.list();
    }

    @Override
    public OptionalLong freeBytes() throws StorageException {
        return store.freeBytes();
    }

    @Override
    public void tryOut(FileName name, boolean tellsLength) throws StorageException {
        store.tryOut(name, tellsLength);
    }

    @Override
    public void test(Consumer<TestStep> begun) throws ConnectionTestFailed {
        store.test(begun);
    }

    private <T> T inItsForm(FileName name, Look<T> look) throws StorageException {
        try {
            return look.at(name);
        } catch (FileMissing e) {
            Optional<FileName> other = isPlain(name) ? Optional.empty() : otherForm(name);
            if (other.isEmpty()) {
                throw e;
            }
            return look.at(other.get());
        }
    }

    private Optional<FileName> otherForm(FileName name) throws StorageException {
        List<FileName> usual = new ArrayList<>();
        for (FileName form : usualForms(name)) {
            if (isThere(form)) {
                usual.add(form);
            }
        }
        return alone(usual.isEmpty() ? listedForms(name) : usual);
    }

    private static List<FileName> usualForms(FileName name) {
        return Stream.of(Normalizer.Form.NFC, Normalizer.Form.NFD)
                .map(form -> Normalizer.normalize(name.value(), form))
                .distinct()
                .filter(form -> !form.equals(name.value()))
                .flatMap(form -> fileName(form).stream())
                .toList();
    }

    /** Forms that are neither of the usual ones: some systems leave a part of the characters as they come. */
    private List<FileName> listedForms(FileName name) throws StorageException {
        try {
            return store.list().stream()
                    .map(StoredFile::name)
                    .filter(listed -> composed(listed).equals(composed(name)) && !listed.equals(name))
                    .toList();
        } catch (StorageRefused e) {
            // why: servers that cannot list find files by their usual forms.
            return List.of();
        }
    }

    private boolean isThere(FileName name) throws StorageException {
        try {
            return store.size(name) >= 0;
        } catch (FileMissing e) {
            return false;
        }
    }

    private static Optional<FileName> alone(List<FileName> forms) {
        return forms.size() == 1 ? Optional.of(forms.getFirst()) : Optional.empty();
    }

    private static boolean isPlain(FileName name) {
        return name.value().chars().allMatch(c -> c < 128);
    }

    private static String composed(FileName name) {
        return Normalizer.normalize(name.value(), Normalizer.Form.NFC);
    }

    private static Optional<FileName> fileName(String form) {
        try {
            return Optional.of(new FileName(form));
        } catch (FileNameRefused e) {
            // why: a form may have more bytes than a name can.
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Look<T> {
        T at(FileName name) throws StorageException;
    }
}
