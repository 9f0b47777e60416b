package imprint.imaging.image;

/** The name of an image file, whose ending tells its format. */
public record ImageFileName(FileName file, ImageFormat format) {

    /** Throws {@link FileNameRefused} if the text is no file name, or its ending tells no format. */
    public static ImageFileName of(String text) {
        FileName file = new FileName(text);
        ImageFormat format = ImageFormat.ofName(text)
                .orElseThrow(() -> new FileNameRefused(
                        "The ending of a disk image's file name is one of " + ImageFormat.endings() + "."));
        return new ImageFileName(file, format);
    }

    /** Where the manifest of a cloned image lies. */
    public FileName manifest() {
        return file.companion("", ".manifest");
    }

    @Override
    public String toString() {
        return file.value();
    }
}
