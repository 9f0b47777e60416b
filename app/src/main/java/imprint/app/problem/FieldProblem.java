package imprint.app.problem;

/** What is wrong with one field, and how to mend it. */
public record FieldProblem(String field, String message) {}
