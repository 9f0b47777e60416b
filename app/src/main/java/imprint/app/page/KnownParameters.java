package imprint.app.page;

import imprint.workflows.failure.InvalidInput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses parameters that what is asked for does not know, or that are given twice: a slip of the pen in a filter would list
 * everything, and look like an answer.
 */
@Component
class KnownParameters implements HandlerInterceptor, WebMvcConfigurer {

    private static final String OURS = "imprint.app.";

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)) {
            var names = known.computeIfAbsent(method.getMethod(), KnownParameters::namesOf);
            request.getParameterMap().forEach((name, values) -> {
                if (!names.contains(name)) {
                    refuse(name, names);
                }
                // why: one of them would be taken in silence, and be answered as if it were all that was asked.
                if (values.length > 1) {
                    throw new InvalidInput(name, "Give it once: %s were given.".formatted(values.length));
                }
            });
        }
        return true;
    }

    private static void refuse(String name, Set<String> names) {
        throw new InvalidInput(
                name,
                names.isEmpty()
                        ? "No parameters are taken here."
                        : "There is no such parameter: use %s.".formatted(String.join(", ", names)));
    }

    private static Set<String> namesOf(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(KnownParameters::namesOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> namesOf(Parameter parameter) {
        if (parameter.getType() == PageQuery.class) {
            return Arrays.stream(PageQuery.class.getRecordComponents()).map(RecordComponent::getName);
        }
        var asked = parameter.getAnnotation(RequestParam.class);
        if (asked == null) {
            return Stream.empty();
        }
        return Stream.of(asked.name().isEmpty() ? parameter.getName() : asked.name());
    }
}
