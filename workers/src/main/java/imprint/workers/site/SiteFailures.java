package imprint.workers.site;

import imprint.bpmn.ErrorCode;
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
import imprint.workflows.failure.BusinessFailure;
import java.io.IOException;
import java.util.Optional;

/** The failures of the data plane, in the words of the processes. */
final class SiteFailures {

    private SiteFailures() {}

    /** Why a step cannot succeed however often it is tried; empty for a technical failure, after which it is tried again. */
    static Optional<BusinessFailure> businessFailure(IOException failure) {
        return switch (failure) {
            case StorageException e -> code(e).map(code -> new BusinessFailure(code, sentence(e)));
            case ImageException e -> Optional.of(new BusinessFailure(code(e), sentence(e)));
            default -> Optional.empty();
        };
    }

    private static Optional<ErrorCode> code(StorageException failure) {
        return switch (failure) {
            case FileMissing _ -> Optional.of(ErrorCode.FILE_NOT_FOUND);
            case FileExists _ -> Optional.of(ErrorCode.FILE_EXISTS);
            case StorageFull _ -> Optional.of(ErrorCode.STORAGE_FULL);
            case StorageRefused _ -> Optional.of(ErrorCode.STORAGE_REFUSED);
            case StorageUnreachable _, FileChanged _ -> Optional.empty();
        };
    }

    private static ErrorCode code(ImageException failure) {
        return switch (failure) {
            case ImageCorrupt _ -> ErrorCode.FILE_CORRUPT;
            case FormatUnsupported _ -> ErrorCode.FORMAT_UNSUPPORTED;
            case WindowTooLarge _ -> ErrorCode.WINDOW_TOO_LARGE;
            case ImageTooLarge _ -> ErrorCode.IMAGE_TOO_LARGE;
            case ChecksumMismatch _ -> ErrorCode.CHECKSUM_MISMATCH;
            case ChecksumMissing _ -> ErrorCode.CHECKSUM_MISSING;
        };
    }

    private static String sentence(IOException failure) {
        return String.valueOf(failure.getMessage());
    }
}
