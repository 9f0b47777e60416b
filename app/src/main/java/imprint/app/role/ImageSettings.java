package imprint.app.role;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the image files that are added.
 *
 * @param largestDisk that is taken from a file: a few bytes can be made to hold one that is read for days
 */
@ConfigurationProperties("imprint.images")
record ImageSettings(@DefaultValue("2TB") DataSize largestDisk) {

    ImageSettings {
        if (largestDisk.toBytes() <= 0) {
            throw new IllegalArgumentException(
                    "imprint.images.largest-disk is %s bytes: give the size of the largest disk of your devices, such as 2TB."
                            .formatted(largestDisk.toBytes()));
        }
    }
}
