package imprint.workflows.search;

import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.data.jpa.domain.Specification;

/** Text that may stand anywhere in a column, in whatever letter case. */
public record SoughtText(String text) {

    // why the database's own comparison: its letter cases are not those of Java, of a dotted capital I for one.
    public <T> Specification<T> in(String field) {
        return (root, query, builder) -> ((HibernateCriteriaBuilder) builder).ilike(root.get(field), pattern(), '\\');
    }

    private String pattern() {
        return "%" + text.replaceAll("([%_\\\\])", "\\\\$1") + "%";
    }
}
