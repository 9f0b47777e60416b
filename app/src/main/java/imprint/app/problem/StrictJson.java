package imprint.app.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
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
class StrictJson implements WebMvcConfigurer {

    private static final String ASKED_OF_PEOPLE = "imprint.app.";

    // why: libraries that the API's description needs bring readers of other formats, which take what JSON's refuses.
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.configureMessageConvertersList(converters -> converters.removeIf(
                converter -> converter.getSupportedMediaTypes().stream().noneMatch(StrictJson::isJsonOrAnything)));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new NoWildcard());
    }

    private static boolean isJsonOrAnything(MediaType type) {
        return type.isWildcardType() || type.includes(MediaType.APPLICATION_JSON);
    }

    @Bean
    JsonMapperBuilderCustomizer byItsWord() {
        return builder -> builder.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                // why: of objects that are flattened into others, the handler hears nothing.
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addHandler(new UnknownFields());
    }

    /** Refuses bodies of any format at all, which the readers of bodies would fail at. */
    private static final class NoWildcard implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                throws HttpMediaTypeNotSupportedException {
            var format = request.getContentType();
            if (format != null && format.contains("*")) {
                throw new HttpMediaTypeNotSupportedException("Say which format the body has: application/json.");
            }
            return true;
        }
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
            json.skipChildren();
            return true;
        }
    }
}
