package imprint.workers.image;

import imprint.imaging.chunk.Zeros;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Guesses what content is that has neither a boot record nor a GPT, so that a person sees what went wrong. */
record Guess(String what, Signature signature) {

    private static final int TEXT_BYTES = 512;

    private static final List<Guess> KNOWN = List.of(
            new Guess("an ext file system", Signature.ofHex(1080, "53ef")),
            new Guess("an XFS file system", Signature.ofText(0, "XFSB")),
            new Guess("a Btrfs file system", Signature.ofText(65600, "_BHRfS_M")),
            new Guess("an F2FS file system", Signature.ofHex(1024, "1020f5f2")),
            new Guess("an EROFS file system", Signature.ofHex(1024, "e2e1f5e0")),
            new Guess("a squashfs file system", Signature.ofText(0, "hsqs")),
            new Guess("the file system of a CD", Signature.ofText(32769, "CD001")),
            new Guess("swap space", Signature.ofText(4086, "SWAPSPACE2")),
            new Guess("a volume of LVM", Signature.ofText(512, "LABELONE")),
            new Guess("a part of an md RAID", Signature.ofHex(4096, "fc4e2ba9")),
            new Guess("a LUKS volume", Signature.ofHex(0, "4c554b53babe")),
            new Guess("compressed by lzma", Signature.ofHex(0, "5d0000")),
            new Guess("compressed by zlib", Signature.ofHex(0, "7801")),
            new Guess("compressed by zlib", Signature.ofHex(0, "789c")),
            new Guess("compressed by zlib", Signature.ofHex(0, "78da")));

    static String of(byte[] head, int length) {
        return KNOWN.stream()
                .filter(guess -> guess.signature.isIn(head, length))
                .map(guess -> "it looks like something else: " + guess.what)
                .findFirst()
                .orElseGet(() -> text(head, length));
    }

    private static String text(byte[] head, int length) {
        if (Zeros.isZero(head, 0, length)) {
            return "there are zeros";
        }
        int bytes = Math.min(length, TEXT_BYTES);
        String text = new String(head, 0, bytes, StandardCharsets.ISO_8859_1);
        if (text.toLowerCase(Locale.ROOT).matches("(?s)\\s*<(!doctype )?html.*")) {
            return "it looks like a web page, such as the error message of a server";
        }
        return IntStream.range(0, bytes).allMatch(at -> isPrintable(head[at]))
                ? "it looks like text"
                : "it cannot be told what it is";
    }

    private static boolean isPrintable(byte character) {
        return character >= ' ' || character == '\n' || character == '\r' || character == '\t';
    }
}
