package imprint.workers.storage;

import imprint.imaging.image.FileName;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names that files have at a location until they are whole. They are short, where some file systems take no more than 143
 * bytes; they are the same in every encoding; and they begin with no dot, which some servers forbid.
 */
public final class TemporaryName {

    private static final Pattern FORM =
            Pattern.compile("imprint-[0-9a-f]{8}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}x*\\.(?:part|here|probe)");

    /** Their length, but for probes that are longer on purpose. */
    static final int BYTES = probe().value().length();

    private TemporaryName() {}

    /** Whether a file of this name is no image, but on its way to become one. */
    public static boolean is(FileName name) {
        return FORM.matcher(name.value()).matches();
    }

    /** Of what an upload has brought so far. */
    static FileName part(FileName name, UUID upload) {
        return of(name, upload, "part");
    }

    /** Of the note that says that what has the file's own name is not whole yet. */
    static FileName note(FileName name, UUID upload) {
        return of(name, upload, "here");
    }

    /** Of a file that is not there, or not for long. */
    static FileName probe() {
        return of(new FileName("probe"), UUID.randomUUID(), "probe");
    }

    /** The same, whose name has so many bytes. */
    static FileName probe(int bytes) {
        String name = probe().value();
        int ending = name.lastIndexOf('.');
        return new FileName(
                name.substring(0, ending) + "x".repeat(Math.max(0, bytes - name.length())) + name.substring(ending));
    }

    // why the hash: one upload has an image and its manifest.
    private static FileName of(FileName name, UUID upload, String kind) {
        return new FileName("imprint-%s-%s.%s"
                .formatted(HexFormat.of().toHexDigits(name.value().hashCode()), upload, kind));
    }
}
