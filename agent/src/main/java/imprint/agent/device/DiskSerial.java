package imprint.agent.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The serial number of a disk, wherever Linux keeps it. */
record DiskSerial(SysFiles files) {

    /** What stands before the text in the page of "vital product data". */
    private static final int PAGE_HEADER = 4;

    private static final Pattern TELLS_NOTHING = Pattern.compile("[0x .:-]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");

    @Nullable
    String of(String name) {
        var block = "sys/block/" + name;
        return Stream.<Supplier<@Nullable String>>of(
                        () -> files.line(block + "/serial"),
                        () -> files.line(block + "/device/serial"),
                        () -> vitalProductData(block),
                        () -> knownToUdev(block),
                        () -> files.line(block + "/wwid"),
                        () -> files.line(block + "/device/wwid"))
                .map(Supplier::get)
                .filter(Objects::nonNull)
                .map(DiskSerial::clean)
                .filter(serial -> !TELLS_NOTHING.matcher(serial).matches())
                .findFirst()
                .orElse(null);
    }

    private static String clean(String serial) {
        return NOT_PRINTABLE.matcher(serial).replaceAll("").strip().replaceAll(" +", " ");
    }

    /** Of a SATA or SAS disk, which has no file of its own for it. */
    private @Nullable String vitalProductData(String block) {
        try {
            var page = Files.readAllBytes(files.path(block + "/device/vpd_pg80"));
            return page.length <= PAGE_HEADER
                    ? null
                    : new String(page, PAGE_HEADER, page.length - PAGE_HEADER, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable String knownToUdev(String block) {
        var numbers = files.line(block + "/dev");
        var data = numbers == null ? null : files.line("run/udev/data/b" + numbers);
        return data == null
                ? null
                : data.lines()
                        .filter(line -> line.startsWith("E:ID_SERIAL_SHORT="))
                        .map(line -> line.substring(line.indexOf('=') + 1))
                        .findFirst()
                        .orElse(null);
    }
}
