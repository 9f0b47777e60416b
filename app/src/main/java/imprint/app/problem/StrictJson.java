package imprint.app.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.type.LogicalType;

/**
 * Takes JSON by its word: a number is no text and no name of a choice, a fraction no whole number, and a field that is
 * said twice is not said.
 *
 * <p>A field that is not known is refused where people are asked, because it is most likely a slip of the pen, and its
 * default would be taken in its place. Agents of a later version may say more than this one knows.
 */
@Configuration(proxyBeanMethods = false)
class StrictJson {

    private static final String ASKED_OF_PEOPLE = "imprint.app.";

    @Bean
    JsonMapperBuilderCustomizer byItsWord() {
        return builder -> builder.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addHandler(new UnknownFields());
    }

    private static final class UnknownFields extends DeserializationProblemHandler {

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser json,
                @Nullable ValueDeserializer<?> reader,
                Object objectOrType,
                String name) {
            var type = objectOrType instanceof Class<?> itself ? itself : objectOrType.getClass();
            if (type.getName().startsWith(ASKED_OF_PEOPLE)) {
                throw UnrecognizedPropertyException.from(json, objectOrType, name, null);
            }
            return false;
        }
    }
}
