package imprint.imaging.image;

/** The name of an image file, and its format: told by the name's ending, or by the file's content. */
public record ImageFileName(FileName file, ImageFormat format) {

    /** Throws {@link FileNameRefused} if the text is no file name, or its ending tells no format. */
    public static ImageFileName of(String text) {
        FileName file = new FileName(text);
        ImageFormat format = ImageFormat.ofName(text)
                .orElseThrow(() -> new FileNameRefused(
                        "The ending of a disk image's file name is one of " + ImageFormat.endings() + "."));
        return new ImageFileName(file, format);
    }

    /**
     * The name of a file whose content is to be looked at; until then it counts as what its ending says, or as raw.
     *
     * <p>Throws {@link FileNameRefused} if the text is no file name.
     */
    public static ImageFileName ofAny(String text) {
        return new ImageFileName(new FileName(text), ImageFormat.ofName(text).orElse(ImageFormat.RAW));
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
