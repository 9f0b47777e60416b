package imprint.app.page;

import imprint.workflows.failure.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/**
 * Which page of a list is asked for.
 *
 * @param page counts from 0; the first when null
 * @param size at most 200; 20 when null
 * @param sort as in {@code hostName,asc}; several follow each other
 */
public record PageQuery(
        @Nullable Integer page,
        @Nullable Integer size,
        @Nullable String sort) {

    private static final int DEFAULT_SIZE = 20;
    private static final int MOST = 200;

    /**
     * The page in the words of Spring Data.
     *
     * @throws InvalidInput when the list has no such page, or cannot be sorted so
     */
    public Pageable sortedBy(Sort otherwise, String... sortable) {
        var number = page == null ? 0 : page;
        if (number < 0) {
            throw new InvalidInput("page", "Pages are counted from 0.");
        }
        var most = sizeWithin(size);
        if ((long) number * most > Integer.MAX_VALUE) {
            throw new InvalidInput("page", "No list is as long as that.");
        }
        return PageRequest.of(number, most, sort == null || sort.isBlank() ? otherwise : sort(sort, sortable));
    }

    /** How many to list, where a list goes on from a mark. */
    public static int sizeWithin(@Nullable Integer size) {
        if (size != null && (size < 1 || size > MOST)) {
            throw new InvalidInput("size", "Give a size from 1 to %s.".formatted(MOST));
        }
        return size == null ? DEFAULT_SIZE : size;
    }

    private static Sort sort(String text, String... sortable) {
        var allowed = new TreeSet<>(Set.of(sortable));
        List<Sort.Order> orders = new ArrayList<>();
        for (var word : text.split(",", -1)) {
            var stripped = word.strip();
            var direction = Sort.Direction.fromOptionalString(stripped);
            if (direction.isPresent() && !orders.isEmpty()) {
                orders.add(orders.removeLast().with(direction.get()));
            } else if (allowed.contains(stripped)) {
                orders.add(Sort.Order.by(stripped));
            } else {
                throw unsortable(allowed);
            }
        }
        // why: without it, rows that compare equal could be on two pages, and others on none.
        return Sort.by(orders).and(Sort.by("id"));
    }

    private static InvalidInput unsortable(Set<String> allowed) {
        return new InvalidInput(
                "sort",
                "Sort by one of %s, as in \"%s,desc\"."
                        .formatted(
                                String.join(", ", allowed), allowed.iterator().next()));
    }
}
