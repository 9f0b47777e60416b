package imprint.workers.storage;

import imprint.imaging.image.FileName;

/** A file as a location lists it. */
public record StoredFile(FileName name, long bytes) {}
