package imprint.app.storage;

import java.util.List;
import org.springframework.data.web.PagedModel.PageMetadata;

/** @param complete false when the location holds more files than are ever looked at */
record StoredFiles(List<StoredFileView> content, PageMetadata page, boolean complete) {}
