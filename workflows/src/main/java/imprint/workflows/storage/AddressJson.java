package imprint.workflows.storage;

import imprint.workflows.address.StorageAddress;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Addresses in their column: the fields that the API has for them. */
@Converter
class AddressJson implements AttributeConverter<StorageAddress, String> {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String convertToDatabaseColumn(StorageAddress address) {
        return JSON.writeValueAsString(address.fields());
    }

    @Override
    public StorageAddress convertToEntityAttribute(String json) {
        return StorageAddress.of(null, JSON.readValue(json, new TypeReference<Map<String, @Nullable Object>>() {}));
    }
}
