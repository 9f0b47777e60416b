package imprint.imaging.zstd;

/**
 * The numbers of the zstd seekable format, version 0.1.0, as {@code contrib/seekable_format} of zstd describes it. All
 * are little-endian. The table is the last frame of the file, a skippable one, so that {@code zstd -d} passes over it:
 *
 * <pre>
 *   uint32 0x184D2A5E, uint32 length of the rest      the header
 *   per frame: uint32 compressed length, uint32 plain length, uint32 checksum if the descriptor says so
 *   uint32 number of frames, byte descriptor, uint32 0x8F92EAB1     the footer
 * </pre>
 */
final class SeekTableFormat {

    static final int SKIPPABLE_MAGIC = 0x184D2A5E;
    static final int SEEKABLE_MAGIC = 0x8F92EAB1;

    static final int HEADER_BYTES = 8;
    static final int ENTRY_BYTES = 8;
    static final int CHECKSUM_BYTES = 4;
    static final int FOOTER_BYTES = 9;

    /** Descriptor bit 7: each entry ends with a checksum. */
    static final int CHECKSUMS = 0x80;

    /** Descriptor bits 6 to 2: must be 0. */
    static final int RESERVED = 0x7C;

    private SeekTableFormat() {}
}
