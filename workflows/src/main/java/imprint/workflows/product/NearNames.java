package imprint.workflows.product;

import java.util.Comparator;
import java.util.List;

/** Names that somebody may have meant who wrote another. */
final class NearNames {

    private static final int MOST = 3;
    private static final int MOST_EDITS = 3;

    private NearNames() {}

    /** The nearest comes first. */
    static List<String> of(ProductName written, List<String> names) {
        record Near(String name, int edits, boolean isPart) {}
        var wanted = written.folded();
        return names.stream()
                .map(name -> {
                    var folded = new ProductName(name).folded();
                    return new Near(name, edits(wanted, folded), folded.contains(wanted) || wanted.contains(folded));
                })
                .filter(near -> near.isPart() || near.edits() <= Math.min(MOST_EDITS, wanted.length() / 2))
                .sorted(Comparator.comparingInt(Near::edits).thenComparing(Near::name))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    /** How many characters are to be put in, left out or exchanged (Levenshtein). */
    private static int edits(String from, String to) {
        var row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int exchanged = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(exchanged, 1 + Math.min(diagonal, row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
