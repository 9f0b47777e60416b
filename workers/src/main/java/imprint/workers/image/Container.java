package imprint.workers.image;

import java.util.List;
import java.util.Optional;

/**
 * A kind of file that holds a disk, or other files, in another way than byte for byte.
 *
 * @param remedy how a disk image is made of it
 */
record Container(String name, String remedy, Signature signature) {

    private static final String UNPACK = "unpack it with \"%s\", and add the disk image in it";
    private static final String DECOMPRESS = "decompress it with \"%s\", and add what comes of it";
    private static final String RESTORE =
            "restore all its partitions to one disk, partition table included, and add the image of that disk";

    private static final List<Container> KNOWN = List.of(
            virtualDisk("a qcow2 disk", hex("514649fb")),
            virtualDisk("a QED disk", hex("51454400")),
            virtualDisk("a VMDK disk", text("KDMV")),
            virtualDisk("a VMDK disk", text("COWD")),
            virtualDisk("the description of a VMDK disk", text("# Disk DescriptorFile")),
            virtualDisk("a VHDX disk", text("vhdxfile")),
            virtualDisk("a VHD disk", text("conectix")),
            virtualDisk("a VDI disk", Signature.ofHex(64, "7f10dabe")),
            virtualDisk("a Parallels disk", text("WithoutFreeSpace")),
            virtualDisk("a Parallels disk", text("WithouFreSpacExt")),
            virtualDisk("a Bochs disk", text("Bochs Virtual HD Image")),
            new Container(
                    "an encrypted DMG disk",
                    "convert it on a Mac with \"hdiutil convert FILE -format UDTO -o disk\", and add that",
                    text("encrcdsa")),
            new Container("an EWF disk", convert("ewfexport -t disk -f raw FILE"), hex("455646090d0aff00")),
            new Container("an EWF disk", convert("ewfexport -t disk -f raw FILE"), hex("455646320d0a8100")),
            new Container("EWF evidence of files", RESTORE, hex("4c5646090d0aff00")),
            new Container("an Android sparse image", convert("simg2img FILE disk.img"), hex("3aff26ed")),
            new Container("a partclone image of one partition", RESTORE, text("partclone-image")),
            new Container("a partimage image of one partition", RESTORE, text("PaRtImAgE-VoLuMe")),
            new Container("a WIM archive of one partition", RESTORE, hex("4d5357494d000000")),
            archive("a tar archive", "tar -xf FILE", Signature.ofText(257, "ustar")),
            archive("a cpio archive", "cpio -idF FILE", text("070701")),
            archive("a cpio archive", "cpio -idF FILE", text("070702")),
            archive("a cpio archive", "cpio -idF FILE", text("070707")),
            archive("a zip archive", "unzip FILE", hex("504b0304")),
            archive("an empty zip archive", "unzip FILE", hex("504b0506")),
            archive("a zip archive", "unzip FILE", hex("504b0708")),
            archive("a 7z archive", "7z x FILE", hex("377abcaf271c")),
            archive("a rar archive", "unrar x FILE", hex("526172211a07")),
            archive("an ar archive or a Debian package", "ar x FILE", text("!<arch>\n")),
            compressed("lzip", "lzip -d FILE", text("LZIP")),
            compressed("lz4", "lz4 -d FILE disk.img", hex("04224d18")),
            compressed("lz4", "lz4 -d FILE disk.img", hex("02214c18")),
            compressed("lzop", "lzop -d FILE", hex("894c5a4f000d0a1a0a")),
            compressed("compress", "uncompress FILE", hex("1f9d90")),
            compressed("gzip", "gzip -d FILE", hex("1f8b08")),
            compressed("bzip2", "bzip2 -d FILE", text("BZh")),
            compressed("xz", "xz -d FILE", hex("fd377a585a00")),
            compressed("zstd", "zstd -d FILE", hex("28b52ffd")));

    private static final Container FIXED_VHD =
            virtualDisk("a VHD disk of fixed size", hex("636f6e6563746978000000020001"));
    private static final Container DMG = virtualDisk("a DMG disk", text("koly\0\0\0\4"));

    /** What this is by its first bytes. */
    static Optional<Container> atBeginning(byte[] head, int length) {
        return KNOWN.stream()
                .filter(container -> container.signature.isIn(head, length))
                .findFirst();
    }

    /** What this is by its last 512 bytes. */
    static Optional<Container> atEnd(byte[] tail) {
        return List.of(FIXED_VHD, DMG).stream()
                .filter(container -> container.signature.isIn(tail, tail.length))
                .findFirst();
    }

    FormatUnsupported refused() {
        return new FormatUnsupported(
                "What the file holds is %s, not a disk byte for byte: %s.".formatted(name, remedy));
    }

    private static Container virtualDisk(String name, Signature signature) {
        return new Container(name, convert("qemu-img convert -O raw FILE disk.img"), signature);
    }

    private static Container archive(String name, String command, Signature signature) {
        return new Container(name, UNPACK.formatted(command), signature);
    }

    private static Container compressed(String tool, String command, Signature signature) {
        return new Container("compressed by " + tool, DECOMPRESS.formatted(command), signature);
    }

    private static String convert(String command) {
        return "convert it with \"%s\", and add that".formatted(command);
    }

    private static Signature hex(String hex) {
        return Signature.ofHex(0, hex);
    }

    private static Signature text(String text) {
        return Signature.ofText(0, text);
    }
}
