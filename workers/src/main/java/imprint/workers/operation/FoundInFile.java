package imprint.workers.operation;

import imprint.imaging.image.ImageFormat;
import imprint.workers.engine.Job;
import imprint.workers.image.DigestKind;
import imprint.workers.site.ImageFacts;
import imprint.workflows.image.FileFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What was found in an image file, as it travels from the site that read the file to the task that registers it. */
public final class FoundInFile {

    private FoundInFile() {}

    public static Map<String, Object> asVariables(ImageFacts found) {
        var variables = new HashMap<String, Object>(Map.of(
                "fileBytes", found.fileBytes(),
                "diskBytes", found.diskBytes(),
                "manifestDigest", found.manifestDigest().hex(),
                "sha256", hex(found, DigestKind.SHA_256),
                "sha1", hex(found, DigestKind.SHA_1),
                "md5", hex(found, DigestKind.MD5),
                "format", found.format().name()));
        if (found.sectorBytes() != null) {
            variables.put("sectorBytes", found.sectorBytes());
        }
        return variables;
    }

    private static String hex(ImageFacts found, DigestKind kind) {
        return Objects.requireNonNull(found.digests().get(kind)).hex();
    }

    public static FileFacts of(Job job) {
        return new FileFacts(
                job.number("fileBytes"),
                job.number("diskBytes"),
                job.text("manifestDigest"),
                job.text("sha256"),
                job.text("sha1"),
                job.text("md5"),
                job.numberIfAny("sectorBytes"),
                job.textIfAny("format").map(ImageFormat::valueOf).orElse(null));
    }
}
