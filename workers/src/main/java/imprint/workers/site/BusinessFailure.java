package imprint.workers.site;

import imprint.workers.image.ChecksumMismatch;
import imprint.workers.image.ChecksumMissing;
import imprint.workers.image.FormatUnsupported;
import imprint.workers.image.ImageCorrupt;
import imprint.workers.image.ImageException;
import imprint.workers.image.ImageTooLarge;
import imprint.workers.image.WindowTooLarge;
import imprint.workers.storage.FileChanged;
import imprint.workers.storage.FileExists;
import imprint.workers.storage.FileMissing;
import imprint.workers.storage.StorageException;
import imprint.workers.storage.StorageFull;
import imprint.workers.storage.StorageRefused;
import imprint.workers.storage.StorageUnreachable;
import java.io.IOException;
import java.util.Optional;

/**
 * Why a step cannot succeed however often it is tried.
 *
 * @param sentence for a person
 */
public record BusinessFailure(Code code, String sentence) {

    /** What an exception of a step means; empty for a technical failure, after which the step is tried again. */
    public static Optional<BusinessFailure> of(IOException failure) {
        return switch (failure) {
            case StorageException e -> code(e).map(code -> new BusinessFailure(code, sentence(e)));
            case ImageException e -> Optional.of(new BusinessFailure(code(e), sentence(e)));
            default -> Optional.empty();
        };
    }

    private static Optional<Code> code(StorageException failure) {
        return switch (failure) {
            case FileMissing _ -> Optional.of(Code.FILE_NOT_FOUND);
            case FileExists _ -> Optional.of(Code.FILE_EXISTS);
            case StorageFull _ -> Optional.of(Code.STORAGE_FULL);
            case StorageRefused _ -> Optional.of(Code.STORAGE_REFUSED);
            case StorageUnreachable _, FileChanged _ -> Optional.empty();
        };
    }

    private static Code code(ImageException failure) {
        return switch (failure) {
            case ImageCorrupt _ -> Code.FILE_CORRUPT;
            case FormatUnsupported _ -> Code.FORMAT_UNSUPPORTED;
            case WindowTooLarge _ -> Code.WINDOW_TOO_LARGE;
            case ImageTooLarge _ -> Code.IMAGE_TOO_LARGE;
            case ChecksumMismatch _ -> Code.CHECKSUM_MISMATCH;
            case ChecksumMissing _ -> Code.CHECKSUM_MISSING;
        };
    }

    private static String sentence(IOException failure) {
        return String.valueOf(failure.getMessage());
    }

    /** Named as the processes name them. */
    public enum Code {
        FILE_NOT_FOUND,
        FILE_EXISTS,
        FILE_CORRUPT,
        FORMAT_UNSUPPORTED,
        WINDOW_TOO_LARGE,
        IMAGE_TOO_LARGE,
        CHECKSUM_MISMATCH,
        CHECKSUM_MISSING,
        STORAGE_FULL,
        STORAGE_REFUSED
    }
}
