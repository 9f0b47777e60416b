package imprint.demo;

import java.nio.file.Path;

/**
 * Whether disks and files are equal, found out by programs that have nothing to do with ours.
 *
 * @param how the programs that were asked
 */
record Proof(boolean holds, String how) {
    static Proof ofClone(Path image, VirtualDevice device) throws InterruptedException {
        var zstd = image.toString().endsWith(".zst");
        var decode = zstd ? Tool.ZSTD.with("-dcq", image) : Tool.GZIP.with("-dc", image);
        return new Proof(
                Tool.succeed(onlyOutput(decode), Tool.CMP.with("-", device.disk())),
                zstd ? "zstd -dc | cmp" : "gzip -dc | cmp");
    }

    /** @param sha256 that the server has found */
    static Proof ofAdded(Path image, String sha256, VirtualDevice device) throws InterruptedException {
        var sum = Tool.SHA256SUM.run(image).startsWith(sha256 + " ");
        return new Proof(
                Tool.succeed(onlyOutput(Tool.GZIP.with("-dc", image)), Tool.CMP.with("-", device.disk())) && sum,
                "sha256sum, gzip -dc | cmp");
    }

    static Proof ofApplied(VirtualDevice source, VirtualDevice target) throws InterruptedException {
        var equal = Tool.succeed(Tool.CMP.with(source.disk(), target.disk()));
        return Tool.E2FSCK.isThere()
                ? new Proof(equal && target.hasSoundFileSystem(), "cmp, e2fsck")
                : new Proof(equal, "cmp; no e2fsck here");
    }

    private static ProcessBuilder onlyOutput(ProcessBuilder program) {
        return program.redirectErrorStream(false).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    @Override
    public String toString() {
        return (holds ? "yes (" : "NO (") + how + ")";
    }
}
